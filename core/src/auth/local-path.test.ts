import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localPath } from './local-path.js';

const origin = 'https://portal.test';

describe('localPath', () => {
  it.each(['/', '/inbox', '/admin/event-calendar?view=week#today', '/צ/ב', '/a//b', '/@evil.test'])(
    'keeps %s',
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    undefined,
    '',
    'inbox',
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    '/\t/evil.test',
    '/\n/evil.test',
    '/inbox\r\nset-cookie: a=b',
    '/\0',
    'javascript:alert(1)',
    ' /inbox',
  ])('gives / for %j', (value) => {
    expect(localPath(value)).toBe('/');
  });

  it('never leads to another host, whatever it is given', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('/', '\\', '\t', '\n', '\r', '.', ':', '@', '%', ' ', 'a', '\0'),
    });
    fc.assert(
      fc.property(hostile, (value) => {
        expect(new URL(localPath(value), origin).origin).toBe(origin);
        expect(new URL(localPath(`/${value}`), origin).origin).toBe(origin);
      }),
      { numRuns: 1_000 },
    );
  });
});
