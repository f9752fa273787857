import { describe, expect, it } from '@jest/globals';
import { dispatchOf } from './message-rows.js';

/** Binary COPY format: header, then four fields a row with the length of each, then the trailer. */
const copied = (...dispatchNos: readonly number[]): Buffer => {
  const row = (dispatchNo: number): Buffer => {
    const bytes = Buffer.alloc(42);
    bytes.writeInt16BE(4, 0);
    bytes.writeInt32BE(16, 2);
    bytes.writeInt32BE(4, 22);
    bytes.writeInt32BE(dispatchNo, 26);
    bytes.writeInt32BE(2, 30);
    bytes.writeInt32BE(2, 36);
    return bytes;
  };
  return Buffer.concat([Buffer.alloc(19), ...dispatchNos.map(row), Buffer.from([0xff, 0xff])]);
};

describe('the dispatch of messages that are copied', () => {
  it('is that of all of them', () => {
    expect(dispatchOf(copied(7))).toBe(7);
    expect(dispatchOf(copied(2 ** 31 - 1, 2 ** 31 - 1, 2 ** 31 - 1))).toBe(2 ** 31 - 1);
  });

  it('is 0 where they are of several, or there are none', () => {
    expect(dispatchOf(copied(7, 7, 8))).toBe(0);
    expect(dispatchOf(copied())).toBe(0);
  });
});
