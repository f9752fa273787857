import type { SchemaId } from './wire-format.js';

/** Where schemas of other writers are found: those that other hosts, other releases and other producers write in. */
export interface WriterSchemas {
  /**
   * The schema that a registry keeps under an id, as JSON text; undefined where no such id exists.
   * @throws NoSchemaRegistryError when there is nobody to ask; any other error passes with time
   */
  schemaOf(schemaId: SchemaId): Promise<string | undefined>;
}

/** A record names a schema of a registry, and this process has none to ask. */
export class NoSchemaRegistryError extends Error {
  override readonly name = 'NoSchemaRegistryError';
}
