import type { Logger } from '@promenade/core';
import { type DatabaseUrls, provisionDatabase, type StopSequence } from '@promenade/core/host';
import {
  type IdentityOptions,
  type OnLog,
  type ServiceExit,
  startIdentity,
  startPostgres,
  startRestate,
} from '@promenade/embedded';
import type { LoadedConfig } from '../config/load-config.js';
import { installationSecrets } from './installation-secrets.js';
import { databaseName, givenDatabaseUrls, identityDir, postgresDir, restateDir } from './places.js';
import { settleBoth } from './settle-both.js';

/** Who can sign in at the embedded identity provider. */
export type IdentityPeople = Pick<IdentityOptions, 'users' | 'merchants'>;

/** Where the services of a host are, embedded or not. */
export interface Services {
  readonly database: DatabaseUrls;
  readonly restate: {
    readonly ingressUrl: string;
    readonly adminUrl: string;
    readonly identityKeys: readonly string[];
  };
  readonly issuer: string;
}

export interface ServicesOptions {
  readonly loaded: LoadedConfig;
  readonly people: IdentityPeople;
  readonly logger: Logger;
  readonly stop: StopSequence;
  /** Called for each service as it is there. */
  readonly onReady: (what: string) => void;
  /** A service ended although nobody stopped it. */
  readonly onBroken: (service: string, exit: ServiceExit) => void;
}

/** Starts what is embedded, and takes the rest from the configuration. */
export const startServices = async (options: ServicesOptions): Promise<Services> => {
  const [database, restate] = await settleBoth(databaseOf(options), restateOf(options));
  return { database, restate, issuer: await issuerOf(options, database) };
};

const databaseOf = async (options: ServicesOptions): Promise<DatabaseUrls> => {
  const { loaded, logger, stop, onReady, onBroken } = options;
  const given = givenDatabaseUrls(loaded.config);
  if (given) return given;
  const postgres = await startPostgres({
    dataDir: postgresDir(loaded),
    port: loaded.config.postgres.port,
    onLog: logTo(logger, 'postgres'),
    onUnexpectedExit: (exit) => onBroken('PostgreSQL', exit),
  });
  stop.add('PostgreSQL', () => postgres.stop());
  onReady(`PostgreSQL ${postgres.version}`);
  return provisionDatabase({
    adminUrl: postgres.url,
    database: databaseName,
    password: await installationSecrets(loaded).databasePassword(),
  });
};

const restateOf = async (options: ServicesOptions): Promise<Services['restate']> => {
  const { loaded, logger, stop, onReady, onBroken } = options;
  const { ingress_url, admin_url, identity_keys, ports } = loaded.config.restate;
  if (ingress_url !== undefined && admin_url !== undefined) {
    return { ingressUrl: ingress_url, adminUrl: admin_url, identityKeys: identity_keys };
  }
  const restate = await startRestate({
    dataDir: restateDir(loaded),
    ports,
    onLog: logTo(logger, 'restate'),
    onUnexpectedExit: (exit) => onBroken('Restate', exit),
  });
  stop.add('Restate', () => restate.stop());
  onReady(`Restate ${restate.version}`);
  return {
    ingressUrl: restate.ingressUrl,
    adminUrl: restate.adminUrl,
    identityKeys: [restate.identityKey],
  };
};

const issuerOf = async (
  { loaded, people, logger, stop, onReady }: ServicesOptions,
  database: DatabaseUrls,
): Promise<string> => {
  const { config, publicUrl } = loaded;
  if (config.identity.issuer !== undefined) return config.identity.issuer;
  const identity = await startIdentity({
    ...people,
    dataDir: identityDir(loaded),
    port: config.identity.port,
    clients: [
      {
        id: config.identity.client_id,
        name: 'Promenade',
        secret: await installationSecrets(loaded).clientSecret(),
        redirectUris: [`${publicUrl}/auth/callback`],
        postLogoutRedirectUris: [`${publicUrl}/`],
      },
    ],
    resource: config.identity.audience,
    database: database.owner,
    onLog: logTo(logger, 'identity'),
  });
  stop.add('identity provider', () => identity.stop());
  onReady('Identity provider');
  return identity.issuer;
};

const logTo = (logger: Logger, service: string): OnLog => {
  const child = logger.child({ embedded_service: service });
  return (line, level) => child[level](line);
};
