import type { AvroRecord, EventContract } from '@promenade/proto';
import { compileSchema } from '@promenade/proto';
import type { Type } from 'avsc';
import type { SchemaId, WireFormat } from './wire-format.js';

/** A schema that records of a topic may be written in, ready to be read as the current one. */
export interface KnownWriter {
  readonly type: Type;
  /** Absent for the current schema, which needs none. */
  readonly resolver?: ReturnType<Type['createResolver']>;
}

/** A contract with its schemas compiled. */
export interface CompiledContract {
  readonly type: Type;
  /** What new records name; undefined where the writing format has no id for the current schema. */
  readonly schemaId: SchemaId | undefined;
  /** Grows as schemas of other writers become known. */
  readonly writers: Map<SchemaId, KnownWriter>;
}

const resolverFor = (topic: string, reader: Type, writer: Type): KnownWriter['resolver'] => {
  try {
    return reader.createResolver(writer);
  } catch (cause) {
    throw new Error(`${topic}: an earlier schema cannot be read as the current one`, { cause });
  }
};

/**
 * Compiles a contract for the wire formats in which its records may come.
 * @param writing the format of new records, one of `formats`
 * @throws Error when an earlier schema is incompatible with the current one; the contracts' tests prevent that.
 */
export const compileContract = (
  contract: EventContract<unknown>,
  formats: readonly WireFormat[],
  writing: WireFormat,
): CompiledContract => {
  const { topic } = contract;
  const type = compileSchema(contract.schema);
  const idsOf = (schema: AvroRecord, writer: Type): SchemaId[] =>
    formats.flatMap((format) => format.schemaId(topic, { schema, type: writer }) ?? []);
  const earlier = contract.earlierSchemas.flatMap((schema) => {
    const writer = compileSchema(schema);
    const known: KnownWriter = { type: writer, resolver: resolverFor(topic, type, writer) };
    return idsOf(schema, writer).map((id) => [id, known] as const);
  });
  const current = idsOf(contract.schema, type).map((id) => [id, { type }] as const);
  return {
    type,
    schemaId: writing.schemaId(topic, { schema: contract.schema, type }),
    writers: new Map<SchemaId, KnownWriter>([...earlier, ...current]),
  };
};
