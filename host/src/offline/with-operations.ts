import { DeadLetters, GroupReplay } from '@promenade/core';
import {
  consumersOf,
  createKafkaEventBus,
  createLogger,
  EmbeddedEventBus,
  LetterReader,
} from '@promenade/core/host';
import type { LoadedConfig } from '../config/load-config.js';
import { eventSchemasOf } from '../platform/event-schemas.js';
import { kafkaOptions } from '../platform/kafka-options.js';
import { loadPlugins } from '../plugins/load-plugins.js';
import { migratePlugins, orderedSpecs } from './migrate-plugins.js';
import { withDatabase } from './with-database.js';
import { withPlatformDatabase } from './with-platform-database.js';

/** What an operator may do with events without being a host. */
export interface EventOperations {
  readonly deadLetters: DeadLetters;
  readonly groupReplay: GroupReplay;
}

/** Opens the installation's database and its bus for a command's work, whether hosts run or not. */
export const withOperations = async <T>(
  loaded: LoadedConfig,
  work: (operations: EventOperations) => Promise<T>,
): Promise<T> => {
  const specs = orderedSpecs(await loadPlugins(loaded.config.plugins, loaded.folder));
  return withDatabase(loaded, async (urls) => {
    // An embedded database that was just made has no tables yet.
    if (loaded.embedded.postgres) await migratePlugins(urls, specs, {});
    const schemas = eventSchemasOf(loaded.config);
    return withPlatformDatabase(urls, specs, schemas, async ({ database, codec, listener }) => {
      const ignore = (): void => undefined;
      const { kafka } = kafkaOptions(loaded.config);
      const bus = kafka
        ? createKafkaEventBus(kafka, createLogger({ level: 'silent' }), { set: ignore })
        : new EmbeddedEventBus(database, listener, ignore);
      try {
        const reader = new LetterReader(specs, codec);
        return await work({
          deadLetters: new DeadLetters(bus, database, reader),
          groupReplay: new GroupReplay(bus, database, consumersOf(specs)),
        });
      } finally {
        await bus.close();
      }
    });
  });
};
