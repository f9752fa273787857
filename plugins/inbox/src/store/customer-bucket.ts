import { createHash } from 'node:crypto';
import { bucketCount } from '../domain/message-bucket.js';

/** The bucket of a customer, 0 to 63, as `bucketSql` says it. */
export const bucketOf = (userId: string): number =>
  (createHash('md5').update(userId.toLowerCase()).digest()[0] ?? 0) % bucketCount;
