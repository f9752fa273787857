import { EventDecodeError } from './event-codec-errors.js';
import { schemaFingerprint } from './schema-fingerprint.js';
import type { WireFormat } from './wire-format.js';

const MARKER = Buffer.from([0xc3, 0x01]);
const HEADER_BYTES = MARKER.length + 8;

/**
 * Avro single-object encoding: C3 01, the fingerprint of the writer's schema in 8 bytes (little-endian), the body.
 * Needs no registry. A schema id is the fingerprint as those 8 bytes in hexadecimal.
 */
export const singleObjectFormat: WireFormat = {
  schemaId: (_topic, writer) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(schemaFingerprint(writer));
    return bytes.toString('hex');
  },

  frame: (schemaId, body) => Buffer.concat([MARKER, Buffer.from(schemaId, 'hex'), body]),

  unframe: (topic, record) => {
    if (!record.subarray(0, MARKER.length).equals(MARKER.subarray(0, record.length))) {
      const found = record.subarray(0, MARKER.length).toString('hex');
      throw new EventDecodeError(
        topic,
        'bad-frame',
        `a record begins with c301, this one with ${found}`,
      );
    }
    if (record.length < HEADER_BYTES) {
      const detail = `the header has ${HEADER_BYTES} bytes, the whole record ${record.length}`;
      throw new EventDecodeError(topic, 'truncated', detail);
    }
    return {
      schemaId: record.toString('hex', MARKER.length, HEADER_BYTES),
      body: record.subarray(HEADER_BYTES),
    };
  },
};
