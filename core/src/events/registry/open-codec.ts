import type { Kysely } from 'kysely';
import type { PluginSpec } from '../../plugin/define-plugin.js';
import { AvroCodec } from '../avro/avro-codec.js';
import { confluentFormat } from '../avro/confluent-format.js';
import { singleObjectFormat } from '../avro/single-object-format.js';
import { contractsOf } from './contracts-of.js';
import { EventSchemaStore } from './event-schema-store.js';
import { FoundSchemas } from './found-schemas.js';
import { KnownIds } from './known-ids.js';
import type { EventSchemaOptions } from './registry-options.js';
import { schemaDigest } from './schema-digest.js';
import { SchemaRegistry } from './schema-registry.js';

/**
 * The codec of a host: it writes in Confluent's wire format where there is a registry, and reads what any host of the
 * installation wrote, those that have a registry where this one has none included.
 * @param db the relay role, after `registerSchemas`
 */
export const openCodec = async (
  db: Kysely<unknown>,
  specs: readonly PluginSpec[],
  { registry, prefix = '' }: EventSchemaOptions,
): Promise<AvroCodec> => {
  const store = new EventSchemaStore(db);
  const ids = new KnownIds(prefix, await store.all());
  const confluent = confluentFormat((topic, schema) => ids.idOf(topic, schema));
  const texts = schemaTexts(specs);
  const client = registry && new SchemaRegistry(registry);
  const writers = new FoundSchemas({
    // Another host may have registered since this one started.
    ours: async (schemaId) => {
      const rows = await store.of(schemaId);
      return rows.flatMap(({ fingerprint }) => texts.get(fingerprint) ?? [])[0];
    },
    ...(client && { theirs: (schemaId) => client.schemaOf(schemaId) }),
  });
  return new AvroCodec({ confluent, writing: registry ? confluent : singleObjectFormat, writers });
};

/** The schemas that the plugins' contracts carry, released earlier or current, by their digests. */
const schemaTexts = (specs: readonly PluginSpec[]): ReadonlyMap<string, string> =>
  new Map(
    contractsOf(specs)
      .flatMap(({ contract }) => [contract.schema, ...contract.earlierSchemas])
      .map((schema) => [schemaDigest(schema), JSON.stringify(schema)]),
  );
