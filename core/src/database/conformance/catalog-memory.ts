import { byKey, type Catalog, type CatalogObject, readCatalog } from './catalog.js';
import type { RunQuery } from './run-query.js';

const label = ({ kind, schema, name }: CatalogObject): string =>
  kind === 'schema' ? `the schema ${schema}` : `the ${kind} ${schema}.${name}`;

const changes = (before: Catalog, after: Catalog, own: string): string[] => [
  ...[...after].flatMap(([key, object]) => {
    const earlier = before.get(key);
    if (object.schema === own || earlier?.version === object.version) return [];
    return [`${earlier ? 'change' : 'create'} ${label(object)}`];
  }),
  ...[...before].flatMap(([key, object]) =>
    object.schema === own || after.has(key) ? [] : [`drop ${label(object)}`],
  ),
];

/**
 * What a database holds, as a connection sees it that is not in the transaction of the migrations: what was there before them.
 * Kept from one set of migrations to the next, since reading it takes as long as a small migration.
 */
export class CatalogMemory {
  private known: Catalog = new Map();

  /** @param run on a connection of its own */
  constructor(private readonly run: RunQuery) {}

  /** What a transaction changed outside of a schema. @param after what it sees; not yet committed */
  async changesTo(after: Catalog, own: string): Promise<readonly string[]> {
    if (changes(this.known, after, own).length > 0) {
      // It may be others who did that, since the last look.
      this.known = byKey(await readCatalog(this.run));
    }
    const found = changes(this.known, after, own);
    if (found.length === 0) this.known = after;
    return found;
  }
}
