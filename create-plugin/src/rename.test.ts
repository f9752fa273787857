import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namesOf, templateNames } from './names.js';
import { rename } from './rename.js';

const titled = (en: string) =>
  namesOf({ id: 'x', scope: undefined, titles: { en, ar: en, he: en } });

describe('rename', () => {
  test('gives package, schema, permission and path their new name', () => {
    const text = `promenade-plugin-sample-plugin sample_plugin.day sample-plugin.days.read /admin/sample-plugin`;
    expect(rename(text, namesOf({ ...titled('X'), id: 'two-words', scope: 'acme' }), false)).toBe(
      '@acme/promenade-plugin-two-words two_words.day two-words.days.read /admin/two-words',
    );
  });

  test('keeps JSON readable, whatever the title holds', () => {
    const text = JSON.stringify({ name: templateNames.titles.he });
    fc.assert(
      fc.property(fc.string(), (title) => {
        expect(JSON.parse(rename(text, titled(title), true))).toEqual({ name: title });
      }),
    );
  });

  test('does not replace what it put in', () => {
    const names = namesOf({
      ...titled('sample-plugin and Sample plugin'),
      id: 'x',
      scope: undefined,
    });
    expect(rename('Sample plugin', names, false)).toBe('sample-plugin and Sample plugin');
  });
});
