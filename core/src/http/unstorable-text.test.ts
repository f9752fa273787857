import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unstorableText } from './unstorable-text.js';

describe('unstorableText', () => {
  test('names NUL and unpaired surrogates by their place', () => {
    expect(unstorableText({ a: [{ b: 'x\0' }], c: '\ud800' })).toEqual(
      expect.arrayContaining([
        { path: '/a/0/b', code: 'unstorable-text' },
        { path: '/c', code: 'unstorable-text' },
      ]),
    );
  });

  test('names objects with keys that would be refused or lost', () => {
    expect(unstorableText(JSON.parse('{"rule": {"__proto__": 1}, "x\\u0000": 2}'))).toEqual(
      expect.arrayContaining([
        { path: '/rule', code: 'unstorable-key' },
        { path: '', code: 'unstorable-key' },
      ]),
    );
  });

  test('goes through nesting of any depth', () => {
    const depth = 120_000;
    const deep: unknown = JSON.parse(`${'['.repeat(depth)}"\\u0000"${']'.repeat(depth)}`);
    expect(unstorableText(deep)).toHaveLength(1);
  });

  test('finds nothing in what is well formed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes(String.raw`\u0000`) && !text.includes('__proto__'));
        expect(unstorableText(value)).toEqual([]);
      }),
    );
  });
});
