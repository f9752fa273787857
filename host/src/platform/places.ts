import { join } from 'node:path';
import { type DatabaseUrls, databaseRoles } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';
import type { LoadedConfig } from '../config/load-config.js';

/** The database in embedded PostgreSQL. */
export const databaseName = 'promenade';

export const postgresDir = ({ dataDir }: LoadedConfig): string => join(dataDir, 'postgres');

export const restateDir = ({ dataDir }: LoadedConfig): string => join(dataDir, 'restate');

/** Where embedded services that are processes of their own keep their data. */
export const serviceDirs = (loaded: LoadedConfig): readonly string[] => [
  ...(loaded.embedded.postgres ? [postgresDir(loaded)] : []),
  ...(loaded.embedded.restate ? [restateDir(loaded)] : []),
];

export const identityDir = ({ dataDir }: LoadedConfig): string => join(dataDir, 'identity');

export const portalDir = ({ dataDir }: LoadedConfig): string => join(dataDir, 'portal');

export const logFile = ({ dataDir }: LoadedConfig): string => join(dataDir, 'logs', 'host.jsonl');

/** The issuer of the tokens that this installation accepts. */
export const issuerOf = ({ identity }: Config): string =>
  identity.issuer ?? `http://localhost:${identity.port}`;

/** The connections of a database of one's own; undefined when PostgreSQL is embedded. */
export const givenDatabaseUrls = ({ database }: Config): DatabaseUrls | undefined => {
  const { owner_url, application_url, relay_url, fan_out_url } = database;
  return owner_url !== undefined &&
    application_url !== undefined &&
    relay_url !== undefined &&
    fan_out_url !== undefined
    ? { owner: owner_url, application: application_url, relay: relay_url, fanOut: fan_out_url }
    : undefined;
};

/** The connections of embedded PostgreSQL, as provisioning makes them. */
export const embeddedDatabaseUrls = ({ postgres }: Config, password: string): DatabaseUrls => {
  const urlOf = (role: string): string =>
    `postgresql://${role}:${password}@127.0.0.1:${postgres.port}/${databaseName}`;
  return {
    owner: urlOf(databaseRoles.owner),
    application: urlOf(databaseRoles.application),
    relay: urlOf(databaseRoles.relay),
    fanOut: urlOf(databaseRoles.fanOut),
  };
};
