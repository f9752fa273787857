import { compileForeignSchema } from '@promenade/proto';
import type { Type } from 'avsc';
import type { KnownWriter } from './compiled-contract.js';
import { EventDecodeError } from './event-codec-errors.js';
import type { SchemaId } from './wire-format.js';

/**
 * A schema from a registry, ready to be read as a contract's current one.
 * @param text JSON
 * @throws EventDecodeError `incompatible-schema`, when it is no Avro or cannot be resolved against the reader's
 */
export const foreignWriter = (
  topic: string,
  reader: Type,
  schemaId: SchemaId,
  text: string,
): KnownWriter => {
  try {
    const type = compileForeignSchema(JSON.parse(text));
    return { type, resolver: reader.createResolver(type) };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new EventDecodeError(
      topic,
      'incompatible-schema',
      `schema ${schemaId} of the registry cannot be read as the contract's: ${detail}`,
      undefined,
      { cause },
    );
  }
};
