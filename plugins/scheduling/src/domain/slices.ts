/**
 * Slices of one dispatch day. A slice is a hash range of users; the number divides 64, the number of buckets that
 * the dispatcher's audience is laid out in.
 */
export const slicesPerDay = 64;

export const slices = (): number[] => Array.from({ length: slicesPerDay }, (_, slice) => slice);
