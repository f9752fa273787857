import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastRecipient, messageCount, messageHead, messageRows } from './message-rows.js';

interface Row {
  readonly localeNo: number;
  readonly bucket: number;
  readonly userId: string;
}

const rowsOf = fc.array(
  fc.record({ localeNo: fc.nat(32_767), bucket: fc.nat(63), userId: fc.uuid() }),
  { maxLength: 30 },
);

/** As PostgreSQL would put them together. */
const bytesOf = (dispatchNo: number, rows: readonly Row[]): Buffer =>
  Buffer.concat(
    rows.flatMap(({ localeNo, bucket, userId }) => [
      Buffer.from(
        /^'\\x([0-9a-f]+)'/.exec(messageHead(dispatchNo, localeNo, bucket))?.[1] ?? '',
        'hex',
      ),
      Buffer.from(userId.replaceAll('-', ''), 'hex'),
    ]),
  );

const inParts = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, part) =>
    bytes.subarray(part * size, (part + 1) * size),
  );

describe('the bytes of messages', () => {
  it('say how many they are, for whom, and who is the last, wherever their parts end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1 }),
        rowsOf,
        fc.integer({ min: 1, max: 100 }),
        (no, all, size) => {
          const messages = { dispatchNo: no, rows: inParts(bytesOf(no, all), size) };
          expect(messageCount(messages)).toBe(all.length);
          expect(lastRecipient(messages)).toBe(all.at(-1)?.userId);
          expect(messageRows(messages)).toEqual({
            userIds: all.map(({ userId }) => userId),
            buckets: all.map(({ bucket }) => bucket),
            localeNos: all.map(({ localeNo }) => localeNo),
          });
        },
      ),
    );
  });

  it('carry a bucket that only the database knows', () => {
    const known = messageHead(7, 1, 5);
    const unknown = messageHead(7, 1, 'a.bucket');
    expect(unknown.split(' || ')[1]).toBe('int2send(a.bucket)');
    const literals = unknown.split(' || ').filter((part) => part.startsWith("'"));
    const hex = literals.map((part) => /^'\\x([0-9a-f]+)'/.exec(part)?.[1]);
    expect(known).toBe(`'\\x${hex[0]}0005${hex[1]}'::bytea`);
  });
});
