import { createHash } from 'node:crypto';
import type { AvroRecord } from '@promenade/proto';

/**
 * SHA-256 of a schema as it is registered, in hexadecimal. Unlike the fingerprint in single-object encoding it counts docs,
 * defaults and logical types: other readers and the registry's check of the next change need them as they are.
 */
export const schemaDigest = (schema: AvroRecord): string =>
  createHash('sha256').update(JSON.stringify(schema)).digest('hex');
