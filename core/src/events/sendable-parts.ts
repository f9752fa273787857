import type { OutgoingRecord } from './event-bus.js';

/**
 * What one call carries at most, in bytes. Kafka refuses the batch of a partition above `message.max.bytes`, 1,048,588
 * unless set otherwise, however often it is sent; all records of a call may be of one partition.
 */
const largestPart = 900_000;

/** At least what the lengths and times around a record take, and those around a header, in bytes. */
const aroundRecord = 40;
const aroundHeader = 10;

const sizeOf = ({ key, value, headers }: OutgoingRecord): number =>
  Object.entries(headers).reduce(
    (size, [name, text]) => size + Buffer.byteLength(name) + Buffer.byteLength(text) + aroundHeader,
    Buffer.byteLength(key) + value.length + aroundRecord,
  );

/**
 * Cuts records into parts that a broker takes in one call each, in their order. A record that is too large by itself is a
 * part of its own.
 * @param limit of a part with more than one record, in bytes
 */
export const sendableParts = (
  records: readonly OutgoingRecord[],
  limit = largestPart,
): readonly (readonly OutgoingRecord[])[] => {
  const parts: OutgoingRecord[][] = [];
  let left = 0;
  for (const record of records) {
    const size = sizeOf(record);
    const last = parts.at(-1);
    if (last && size <= left) {
      last.push(record);
      left -= size;
    } else {
      parts.push([record]);
      left = limit - size;
    }
  }
  return parts;
};
