import type { AvroRecord } from '@promenade/proto';
import type { Type } from 'avsc';

/** A writer's schema as a wire format names it: a fingerprint, or the number that a schema registry gave. */
export type SchemaId = string;

/** A schema as it was written down, and compiled. */
export interface WriterSchema {
  readonly schema: AvroRecord;
  readonly type: Type;
}

/** A record taken apart. */
export interface Frame {
  readonly schemaId: SchemaId;
  /** The Avro body; shares its memory with the record. */
  readonly body: Buffer;
}

/** How a record tells its reader which schema it was written with. */
export interface WireFormat {
  /** The CloudEvents `datacontenttype` of records in this format; the header `content-type`. */
  readonly contentType: string;
  /** The first bytes of every record; formats that are read side by side begin differently. */
  readonly marker: Buffer;
  /**
   * The id of a writer's schema on a topic; undefined where the format has none for it. Asked once a schema, when the
   * contract is first used.
   */
  schemaId(topic: string, writer: WriterSchema): SchemaId | undefined;
  /** Puts the id in front of an Avro body. */
  frame(schemaId: SchemaId, body: Buffer): Buffer;
  /**
   * The reverse of `frame`.
   * @throws EventDecodeError `bad-frame` or `truncated`, when the record does not begin as this format does.
   */
  unframe(topic: string, record: Buffer): Frame;
}
