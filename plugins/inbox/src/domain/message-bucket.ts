/** Messages of a day lie in the order of this many hash buckets, and by customer within a bucket. */
export const bucketCount = 64;

/**
 * The bucket of a customer in SQL, 0 to 63. From md5, not from PostgreSQL's own hash, so that it is the same in every version.
 * @param column an expression of type uuid
 */
export const bucketSql = (column: string): string =>
  `(('x' || left(md5(${column}::text), 2))::bit(8)::int & ${bucketCount - 1})::smallint`;
