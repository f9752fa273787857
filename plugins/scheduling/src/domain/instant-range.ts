const earliest = Date.parse('1970-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether an instant is in the years 1970 to 9999, UTC: what PostgreSQL, ISO 8601 and Avro all write the same way. */
export const isInInstantRange = (instant: Date): boolean =>
  instant.getTime() >= earliest && instant.getTime() <= latest;
