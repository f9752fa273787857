import { bucketsOf } from './buckets.js';

/** Who gets a message, and where they lie. */
export interface Recipient {
  readonly userId: string;
  readonly bucket: number;
}

/**
 * The ledger rows of a day that is delivered at once: each slice as one chunk, its only one.
 * @param recipients in the order of bucket and customer
 * @throws RangeError unless `slices` divides 64
 */
export const chunksOfDay = (recipients: readonly Recipient[], slices: number) =>
  Array.from({ length: slices }, (_, slice) => {
    const { from, until } = bucketsOf(slice, slices);
    const ofSlice = recipients.filter(({ bucket }) => bucket >= from && bucket < until);
    return {
      slice,
      number: 1,
      last: ofSlice.at(-1)?.userId,
      recipients: ofSlice.length,
      isLast: true,
    };
  });
