import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageQuery, toPage } from './page.js';

const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 3 });

describe('a cursor', () => {
  it('brings back the sort values that it was made of, and needs no escaping in a URL', () => {
    fc.assert(
      fc.property(texts, (values) => {
        const wanted = values.map((value) => value.toWellFormed());
        const cursor = encodeCursor(wanted);
        expect(encodeURIComponent(cursor)).toBe(cursor);
        const [first, ...others] = wanted.map(() => z.string());
        expect(decodeCursor(cursor, [first ?? z.string(), ...others])).toEqual(wanted);
      }),
    );
  });

  it('is refused, never misread, when a caller made it up', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode)), (cursor) => {
        const decode = () => decodeCursor(cursor, [z.iso.datetime(), z.guid()]);
        expect(decode).toThrow(
          expect.objectContaining({
            code: 'invalid-cursor',
            kind: 'invalid',
            fields: [{ path: '/cursor', code: 'invalid-cursor' }],
          }),
        );
      }),
    );
  });

  it('may be absent on the first page', () => {
    expect(decodeCursor(undefined, [z.string()])).toBeUndefined();
  });
});

const encode = (json: string): string => Buffer.from(json).toString('base64url');

describe('toPage', () => {
  it('leads through any list, each row once, in order', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 10 }), (count, limit) => {
        const all = Array.from({ length: count }, (_none, index) => String(index).padStart(3, '0'));
        const seen: string[] = [];
        let cursor: string | null | undefined;
        let pages = 0;
        do {
          const [after = ''] = decodeCursor(cursor ?? undefined, [z.string()]) ?? [];
          const rows = all.filter((row) => row > after).slice(0, limit + 1);
          const page = toPage(rows, limit, (row) => [row]);
          seen.push(...page.items);
          cursor = page.next_cursor;
          pages += 1;
        } while (cursor !== null);
        expect(seen).toEqual(all);
        expect(pages).toBe(Math.max(1, Math.ceil(count / limit)));
      }),
    );
  });
});

describe('pageQuery', () => {
  it.each([
    [{}, { limit: 20 }],
    [{ limit: '1' }, { limit: 1 }],
    [
      { limit: '100', cursor: 'c' },
      { limit: 100, cursor: 'c' },
    ],
  ])('reads %j', (sent, read) => {
    expect(pageQuery.parse(sent)).toEqual(read);
  });

  it.each([{ limit: '0' }, { limit: '101' }, { limit: '1.5' }, { limit: 'many' }, { offset: '1' }])(
    'refuses %j',
    (sent) => {
      expect(pageQuery.safeParse(sent).success).toBe(false);
    },
  );
});
