/** As many as messages are laid out in (`bucketCount` of the inbox's contract); a test holds the two together. */
export const bucketCount = 64;

/** Hash buckets of customers, in which the audience is laid out as messages are; a slice is a range of them. */
export interface BucketRange {
  /** First bucket. */
  readonly from: number;
  /** First bucket after the range. */
  readonly until: number;
}

/**
 * The buckets of a slice. A user is always in the same bucket, and a bucket always in the same slice.
 * @throws RangeError unless `slices` divides the number of buckets and `slice` is one of them
 */
export const bucketsOf = (slice: number, slices: number): BucketRange => {
  if (!Number.isInteger(slices) || slices < 1 || bucketCount % slices !== 0) {
    throw new RangeError(`${slices} slices do not divide ${bucketCount} buckets`);
  }
  if (!Number.isInteger(slice) || slice < 0 || slice >= slices) {
    throw new RangeError(`slice ${slice} is none of ${slices}`);
  }
  const width = bucketCount / slices;
  return { from: slice * width, until: (slice + 1) * width };
};
