import { assertHeader } from './begins-with.js';
import { schemaFingerprint } from './schema-fingerprint.js';
import type { WireFormat } from './wire-format.js';

const marker = Buffer.from([0xc3, 0x01]);
const headerBytes = marker.length + 8;

/**
 * Avro single-object encoding: C3 01, the fingerprint of the writer's schema in 8 bytes (little-endian), the body.
 * Needs no registry. A schema id is the fingerprint as those 8 bytes in hexadecimal.
 */
export const singleObjectFormat: WireFormat = {
  contentType: 'application/avro',
  marker,

  schemaId: (_topic, { type }) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(schemaFingerprint(type));
    return bytes.toString('hex');
  },

  frame: (schemaId, body) => Buffer.concat([marker, Buffer.from(schemaId, 'hex'), body]),

  unframe: (topic, record) => {
    assertHeader(topic, record, marker, headerBytes);
    return {
      schemaId: record.toString('hex', marker.length, headerBytes),
      body: record.subarray(headerBytes),
    };
  },
};
