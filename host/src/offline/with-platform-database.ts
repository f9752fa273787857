import { Database, Outbox, PluginDirectory, type PluginSpec } from '@promenade/core';
import {
  type AvroCodec,
  type DatabaseUrls,
  EnablementMap,
  type EventSchemaOptions,
  Listener,
  openCodec,
} from '@promenade/core/host';
import { OperatorError } from '../operator-error.js';

/** What a command may use of the platform without being a host. */
export interface PlatformDatabase {
  readonly database: Database;
  readonly directory: PluginDirectory;
  readonly outbox: Outbox;
  readonly listener: Listener;
  readonly codec: AvroCodec;
}

/**
 * Opens a migrated database for a command's work. Switches made through `directory` reach running hosts at once.
 * @throws OperatorError when the database cannot be reached or was never migrated
 */
export const withPlatformDatabase = async <T>(
  urls: DatabaseUrls,
  specs: readonly PluginSpec[],
  schemas: EventSchemaOptions,
  work: (platform: PlatformDatabase) => Promise<T>,
): Promise<T> => {
  const ignore = (): void => undefined;
  const database = await Database.connect({
    urls,
    poolSize: 4,
    entities: [],
    onConnectionError: ignore,
  });
  const listener = new Listener(urls.relay, ignore);
  const enablement = new EnablementMap(specs, database, listener, ignore);
  try {
    try {
      await listener.open();
      await enablement.open();
    } catch (error) {
      throw unusable(urls, error);
    }
    const directory = new PluginDirectory(specs, enablement, database);
    const codec = await openCodec(database.acrossMerchants(), specs, schemas);
    const outbox = new Outbox(codec, '/promenade/cli');
    return await work({ database, directory, outbox, listener, codec });
  } finally {
    enablement.close();
    await listener.close();
    await database.close();
  }
};

const unusable = (urls: DatabaseUrls, cause: unknown): OperatorError => {
  const { host, pathname } = new URL(urls.relay);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new OperatorError(
    `the database ${pathname.slice(1)} at ${host} cannot be used: ${reason}`,
    "Run 'promenade migrate' if it is new; else check its address and its roles.",
    { cause },
  );
};
