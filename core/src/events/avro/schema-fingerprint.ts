import type { Type } from 'avsc';
import { crc64Avro } from './crc-64-avro.js';

/**
 * The fingerprint that names a writer's schema in single-object encoding: CRC-64-AVRO of its Parsing Canonical Form,
 * which is what avsc gives for a type's schema without docs, defaults, aliases and logical types.
 */
export const schemaFingerprint = (type: Type): bigint =>
  crc64Avro(Buffer.from(JSON.stringify(type.schema()), 'utf8'));
