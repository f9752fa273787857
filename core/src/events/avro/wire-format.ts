import type { Type } from 'avsc';

/** A writer's schema as a wire format names it: a fingerprint, or the number that a schema registry gave. */
export type SchemaId = string;

/** A record taken apart. */
export interface Frame {
  readonly schemaId: SchemaId;
  /** The Avro body; shares its memory with the record. */
  readonly body: Buffer;
}

/** How a record tells its reader which schema it was written with. */
export interface WireFormat {
  /** The id of a writer's schema on a topic. Asked once a schema, when the contract is first used. */
  schemaId(topic: string, writer: Type): SchemaId;
  /** Puts the id in front of an Avro body. */
  frame(schemaId: SchemaId, body: Buffer): Buffer;
  /**
   * The reverse of `frame`.
   * @throws EventDecodeError `bad-frame` or `truncated`, when the record does not begin as this format does.
   */
  unframe(topic: string, record: Buffer): Frame;
}
