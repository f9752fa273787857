import { DeadLetters, GroupReplay } from '@promenade/core';
import {
  consumersOf,
  createKafkaEventBus,
  createLogger,
  EmbeddedEventBus,
  LetterReader,
} from '@promenade/core/host';
import type { LoadedConfig } from '../config/load-config.js';
import { kafkaOptions } from '../platform/kafka-options.js';
import { withInstalledPlatform } from './with-installed-platform.js';

/** What an operator may do with events without being a host. */
export interface EventOperations {
  readonly deadLetters: DeadLetters;
  readonly groupReplay: GroupReplay;
}

/** Opens the installation's bus too for a command's work, whether hosts run or not. @throws as `withInstalledPlatform` does */
export const withOperations = <T>(
  loaded: LoadedConfig,
  work: (operations: EventOperations) => Promise<T>,
): Promise<T> =>
  withInstalledPlatform(loaded, async ({ database, codec, listener }, specs) => {
    const ignore = (): void => undefined;
    const { kafka } = kafkaOptions(loaded.config);
    const bus = kafka
      ? await createKafkaEventBus(kafka, createLogger({ level: 'silent' }))
      : new EmbeddedEventBus(database, listener, ignore);
    try {
      return await work({
        deadLetters: new DeadLetters(bus, database, new LetterReader(specs, codec)),
        groupReplay: new GroupReplay(bus, database, consumersOf(specs)),
      });
    } finally {
      await bus.close();
    }
  });
