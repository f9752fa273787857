import type { AvroRecord } from '@promenade/proto';
import { assertHeader } from './begins-with.js';
import type { SchemaId, WireFormat } from './wire-format.js';

const marker = Buffer.from([0]);
const headerBytes = marker.length + 4;

/** The id under which a registry keeps a schema of a topic; undefined where it is not known. */
export type RegisteredId = (topic: string, schema: AvroRecord) => number | undefined;

/**
 * Confluent's wire format: a zero byte, the registry's id of the writer's schema in 4 bytes (big-endian), the body.
 * A schema id is that number in decimal.
 */
export const confluentFormat = (registeredId: RegisteredId): WireFormat => ({
  contentType: 'application/vnd.confluent.avro',
  marker,

  schemaId: (topic, { schema }) => registeredId(topic, schema)?.toString(),

  frame: (schemaId: SchemaId, body) => {
    const header = Buffer.alloc(headerBytes);
    header.writeUInt32BE(Number(schemaId), marker.length);
    return Buffer.concat([header, body]);
  },

  unframe: (topic, record) => {
    assertHeader(topic, record, marker, headerBytes);
    return {
      schemaId: String(record.readUInt32BE(marker.length)),
      body: record.subarray(headerBytes),
    };
  },
});
