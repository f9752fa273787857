import { type Kysely, sql } from 'kysely';

/** A schema as a registry keeps it; a row of `promenade.event_schema`. */
export interface RegisteredSchema {
  readonly subject: string;
  /** `schemaDigest` of the schema. */
  readonly fingerprint: string;
  readonly id: number;
}

/** The ids under which this installation's schemas were registered, so that a start needs no registry. */
export class EventSchemaStore {
  constructor(private readonly db: Kysely<unknown>) {}

  async all(): Promise<readonly RegisteredSchema[]> {
    const { rows } = await sql<RegisteredSchema>`
      select subject, fingerprint, id::float8 as id from promenade.event_schema`.execute(this.db);
    return rows;
  }

  /** Those of an id: one, or several where subjects share a schema. */
  async of(id: string): Promise<readonly RegisteredSchema[]> {
    const { rows } = await sql<RegisteredSchema>`
      select subject, fingerprint, id::float8 as id from promenade.event_schema
      where id = ${id}::bigint`.execute(this.db);
    return rows;
  }

  /** Keeps what was registered; what is kept already stays as it is. Needs the owner role. */
  async add(schemas: readonly RegisteredSchema[]): Promise<void> {
    if (schemas.length === 0) return;
    await sql`
      insert into promenade.event_schema (subject, fingerprint, id)
      select * from unnest(
        ${schemas.map(({ subject }) => subject)}::text[],
        ${schemas.map(({ fingerprint }) => fingerprint)}::text[],
        ${schemas.map(({ id }) => id)}::bigint[])
      on conflict do nothing`.execute(this.db);
  }
}
