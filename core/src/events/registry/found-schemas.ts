import type { SchemaId } from '../avro/wire-format.js';
import { NoSchemaRegistryError, type WriterSchemas } from '../avro/writer-schemas.js';

export interface SchemaSources {
  /** A schema that this installation registered and this process carries; undefined where there is none under the id. */
  readonly ours: (schemaId: SchemaId) => Promise<string | undefined>;
  /** Asks the registry; absent where none is configured. */
  readonly theirs?: (schemaId: SchemaId) => Promise<string | undefined>;
}

/**
 * Schemas by their ids. An id never changes its schema, so what was found is kept for ever, and several readers of one id
 * wait for one search. What was not found is looked for again next time.
 */
export class FoundSchemas implements WriterSchemas {
  private readonly found = new Map<SchemaId, Promise<string | undefined>>();

  constructor(private readonly sources: SchemaSources) {}

  /** @throws NoSchemaRegistryError where only a registry could know; RegistryUnavailableError, errors of the database */
  schemaOf(schemaId: SchemaId): Promise<string | undefined> {
    const known = this.found.get(schemaId);
    if (known) return known;
    const search = this.search(schemaId);
    this.found.set(schemaId, search);
    const forget = (): boolean => this.found.delete(schemaId);
    search.then((text) => text ?? forget(), forget);
    return search;
  }

  private async search(schemaId: SchemaId): Promise<string | undefined> {
    const { ours, theirs } = this.sources;
    const own = await ours(schemaId);
    if (own !== undefined) return own;
    if (theirs) return theirs(schemaId);
    throw new NoSchemaRegistryError(
      "this host has none: set 'schemas.registry_url' (PROMENADE_SCHEMAS_REGISTRY_URL), then replay the dead letter",
    );
  }
}
