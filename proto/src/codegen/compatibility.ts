import type { AvroRecord } from '../events/avro-schema.js';
import { compileSchema } from '../events/compile-schema.js';

const cannotRead = (reader: AvroRecord, writer: AvroRecord): string | undefined => {
  try {
    compileSchema(reader).createResolver(compileSchema(writer));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/**
 * Why a contract may not change from `released` to `current`; empty when it may. Both directions count: consumers and
 * producers are deployed in any order, and old records are replayed.
 */
export const incompatibilities = (released: AvroRecord, current: AvroRecord): string[] => {
  const backward = cannotRead(current, released);
  const forward = cannotRead(released, current);
  return [
    ...(backward ? [`the current schema cannot read released records: ${backward}`] : []),
    ...(forward ? [`the released schema cannot read current records: ${forward}`] : []),
  ];
};
