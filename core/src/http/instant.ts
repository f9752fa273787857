import { z } from 'zod';

const earliest = Date.parse('1970-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * An instant that a caller sends: RFC 3339 with an offset or Z. It is from 1970 to 9999 once its offset is applied: PostgreSQL,
 * Avro and JSON write these years alike, and refuse or disguise others. Fault: `instant-out-of-range`.
 */
export const instant = z.iso
  // Nothing else may judge a text that is no instant.
  .datetime({ offset: true, abort: true })
  .transform((value) => new Date(value))
  .refine((value) => value.getTime() >= earliest && value.getTime() <= latest, {
    abort: true,
    params: { code: 'instant-out-of-range' },
  })
  .describe('RFC 3339, with an offset or Z; from 1970 to 9999 in UTC');
