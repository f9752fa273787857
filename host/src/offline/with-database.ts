import { connect } from 'node:net';
import { type DatabaseUrls, provisionDatabase } from '@promenade/core/host';
import { startPostgres } from '@promenade/embedded';
import type { LoadedConfig } from '../config/load-config.js';
import { installationSecrets } from '../platform/installation-secrets.js';
import {
  databaseName,
  embeddedDatabaseUrls,
  givenDatabaseUrls,
  postgresDir,
} from '../platform/places.js';
import { assertUsableDataDir } from '../platform/usable-data-dir.js';
import { explainForeignDatabase } from './foreign-database.js';

/**
 * Does a command's work on the installation's database. Embedded PostgreSQL that does not run is started for as long as
 * the work takes.
 * @throws DataDirInUseError while another process is starting or stopping it; OperatorError when the data folder cannot
 * be used, or the port has the PostgreSQL of another installation
 */
export const withDatabase = async <T>(
  loaded: LoadedConfig,
  work: (urls: DatabaseUrls) => Promise<T>,
): Promise<T> => {
  const given = givenDatabaseUrls(loaded.config);
  if (given) return work(given);
  assertUsableDataDir(loaded.dataDir);
  const { port } = loaded.config.postgres;
  const password = await installationSecrets(loaded).databasePassword();
  if (await answers(port)) {
    return work(embeddedDatabaseUrls(loaded.config, password)).catch((error: unknown) => {
      throw explainForeignDatabase(error, port, loaded.dataDir);
    });
  }
  const postgres = await startPostgres({
    dataDir: postgresDir(loaded),
    port,
    onLog: () => undefined,
  });
  try {
    return await work(
      await provisionDatabase({ adminUrl: postgres.url, database: databaseName, password }),
    );
  } finally {
    await postgres.stop();
  }
};

/** Whether something listens on a port of this machine. */
export const answers = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
