import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { keptSecret, randomPassword } from '@promenade/embedded';
import type { LoadedConfig } from '../config/load-config.js';

export interface InstallationSecrets {
  /** Of the database roles of embedded PostgreSQL. */
  readonly databasePassword: () => Promise<string>;
  /** 32 bytes. */
  readonly sessionKey: () => Promise<Uint8Array>;
  readonly clientSecret: () => Promise<string>;
}

/** Secrets from the configuration; those of embedded services are made once and kept in the data folder (mode 0600). */
export const installationSecrets = ({ config, dataDir }: LoadedConfig): InstallationSecrets => {
  const kept = async (name: string, create: () => string): Promise<string> =>
    (await keptSecret(join(dataDir, 'secrets', name), create)).trim();
  return {
    databasePassword: () => kept('database-password', randomPassword),
    sessionKey: async () =>
      Buffer.from(
        config.http.session_key ??
          (await kept('session-key', () => randomBytes(32).toString('base64url'))),
        'base64url',
      ),
    clientSecret: async () =>
      config.identity.client_secret ?? kept('portal-client-secret', randomPassword),
  };
};
