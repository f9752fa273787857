import { randomBytes } from 'node:crypto';
import { provisionDatabase } from '@promenade/core/host';
import pg from 'pg';

/** The services of an installation that does not bring its own, as `scripts/services` starts them. */
const variables = {
  postgres: 'PROMENADE_TEST_POSTGRES',
  redisCache: 'PROMENADE_TEST_REDIS_CACHE',
  redisKeys: 'PROMENADE_TEST_REDIS_KEYS',
  kafka: 'PROMENADE_TEST_KAFKA',
  registry: 'PROMENADE_TEST_REGISTRY',
} as const;

const addressOf = (service: keyof typeof variables): string => {
  const address = process.env[variables[service]];
  if (!address) {
    throw new Error(
      `${variables[service]} is not set: run the tests with \`npm test\`, which starts the services`,
    );
  }
  return address;
};

export interface SharedServices {
  /** Environment of every host of the installation. */
  readonly environment: Readonly<Record<string, string>>;
  /** Drops the database, once all hosts have stopped. */
  remove(): Promise<void>;
}

/** What all hosts of an installation on real services share: a database, topics and keys of its own. */
export const shareServices = async (): Promise<SharedServices> => {
  const name = `e2e_${randomBytes(4).toString('hex')}`;
  const urls = await provisionDatabase({
    adminUrl: addressOf('postgres'),
    database: name,
    password: 'e2e',
  });
  const environment = {
    PROMENADE_DATABASE_OWNER_URL: urls.owner,
    PROMENADE_DATABASE_APPLICATION_URL: urls.application,
    PROMENADE_DATABASE_RELAY_URL: urls.relay,
    PROMENADE_DATABASE_FAN_OUT_URL: urls.fanOut,
    PROMENADE_KAFKA_BROKERS: addressOf('kafka'),
    PROMENADE_KAFKA_PREFIX: `${name}.`,
    PROMENADE_SCHEMAS_REGISTRY_URL: addressOf('registry'),
    PROMENADE_REDIS_CACHE_URL: addressOf('redisCache'),
    PROMENADE_REDIS_KEYS_URL: addressOf('redisKeys'),
    PROMENADE_REDIS_PREFIX: `${name}:`,
    PROMENADE_TIMERS_NAMESPACE: name,
    PROMENADE_HTTP_SESSION_KEY: randomBytes(32).toString('base64url'),
  };
  return { environment, remove: () => dropDatabase(name) };
};

const dropDatabase = async (name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: addressOf('postgres') });
  await client.connect();
  try {
    await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
};
