import type { EventContract } from '@promenade/proto';
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
  readonly schemaId: SchemaId;
  readonly writers: ReadonlyMap<SchemaId, KnownWriter>;
}

const resolverFor = (topic: string, reader: Type, writer: Type): KnownWriter['resolver'] => {
  try {
    return reader.createResolver(writer);
  } catch (cause) {
    throw new Error(`${topic}: an earlier schema cannot be read as the current one`, { cause });
  }
};

/**
 * Compiles a contract for a wire format.
 * @throws Error when an earlier schema is incompatible with the current one; the contracts' tests prevent that.
 */
export const compileContract = (
  contract: EventContract<unknown>,
  format: WireFormat,
): CompiledContract => {
  const { topic } = contract;
  const type = compileSchema(contract.schema);
  const schemaId = format.schemaId(topic, type);
  const earlier = contract.earlierSchemas.map((schema) => {
    const writer = compileSchema(schema);
    return [
      format.schemaId(topic, writer),
      { type: writer, resolver: resolverFor(topic, type, writer) },
    ] as const;
  });
  return {
    type,
    schemaId,
    writers: new Map<SchemaId, KnownWriter>([...earlier, [schemaId, { type }]]),
  };
};
