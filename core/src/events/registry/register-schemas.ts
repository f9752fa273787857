import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { PluginSpec } from '../../plugin/define-plugin.js';
import { contractsOf } from './contracts-of.js';
import { EventSchemaStore } from './event-schema-store.js';
import type { EventSchemaOptions } from './registry-options.js';
import { type Registration, SchemaRegistration } from './schema-registration.js';

/**
 * Registers the schemas of all contracts that plugins produce or consume, and keeps their ids in the database. Nothing is
 * done without a registry.
 * @param ownerUrl the core's migrations are applied there
 * @throws SchemaRegistrationError when the registry cannot be used and an id is missing, or when it gives other ids than it did
 */
export const registerSchemas = async (
  ownerUrl: string,
  specs: readonly PluginSpec[],
  { registry, prefix = '' }: EventSchemaOptions,
): Promise<Registration> => {
  const contracts = contractsOf(specs);
  if (!registry || contracts.length === 0) return { added: [], refused: [] };
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  // The query in hand rejects too; without a listener the event would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const store = new EventSchemaStore(db);
    const work = new SchemaRegistration(registry, prefix, await store.all());
    await work.register(contracts);
    await store.add(work.added);
    return work.outcome(contracts);
  } finally {
    await db.destroy();
  }
};
