import { describe, expect, test } from '@jest/globals';
import { idFault, scopeFault, titleFault } from './faults.js';

describe('an id', () => {
  test.each(['lounge', 'vip-lounge', 'a1-b2', 'user-groups'])('%s will do', (id) => {
    expect(idFault(id)).toBeUndefined();
  });

  test.each([
    ['VipLounge', 'not kebab-case'],
    ['vip_lounge', 'not kebab-case'],
    ['-vip', 'not kebab-case'],
    ['2nd', 'not kebab-case'],
    ['', 'not kebab-case'],
    ['a'.repeat(41), 'too long'],
    ['inbox', 'taken by Promenade'],
    ['order', 'reserved in PostgreSQL'],
    ['pg-stats', 'reserved in PostgreSQL'],
  ])('%s will not', (id, why) => {
    expect(idFault(id)).toContain(why);
  });
});

test('a title is one line that is not empty', () => {
  expect(titleFault('Vip lounge')).toBeUndefined();
  for (const title of ['', ' ', 'two\nlines', 'x'.repeat(61)]) {
    expect(titleFault(title)).toBe('A title is one line of 1 to 60 characters.');
  }
});

test('a scope is one of npm, with or without @', () => {
  for (const scope of ['acme', '@acme', '@acme.inc-2']) expect(scopeFault(scope)).toBeUndefined();
  for (const scope of ['', '@', '@Acme', '@a/b', 'a b']) expect(scopeFault(scope)).toContain('npm');
});
