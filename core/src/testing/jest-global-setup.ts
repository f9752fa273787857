import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres, startRestate } from '@promenade/embedded';
import { askRedis } from '../cache/redis/ask-redis.js';
import { publishTestServices } from './test-services.js';

/** Starts the services that all integration tests of a run share, and says which ones. */
export default async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'promenade-test-'));
  const log: string[] = [];
  const onLog = (_level: string, line: string): number => log.push(line);
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    onLog,
    // As change data capture wants it (deploy/debezium/README.md).
    settings: { max_connections: '300', wal_level: 'logical', max_slot_wal_keep_size: '2GB' },
  });
  const restate = await startRestate({
    dataDir: join(folder, 'restate'),
    ports: { ingress: await freePort(), admin: await freePort(), node: await freePort() },
    onLog,
  });
  publishTestServices({
    postgresUrl: postgres.url,
    postgresVersion: postgres.version,
    restateIngressUrl: restate.ingressUrl,
    restateAdminUrl: restate.adminUrl,
    restateIdentityKey: restate.identityKey,
  });
  const versions = [
    `PostgreSQL ${postgres.version}`,
    `Restate ${restate.version}`,
    await redisInWords(),
    `Node ${process.version}`,
  ];
  process.stdout.write(`\nintegration tests run against ${versions.join(', ')}\n`);
  running.push(restate, postgres);
  running.folder = folder;
};

/** Redis is started by `scripts/services`; tests that need it fail without. */
const redisInWords = async (): Promise<string> => {
  const url = process.env.PROMENADE_TEST_REDIS_CACHE;
  if (!url) return 'no Redis';
  const info = String(await askRedis(url, 'info', 'server'));
  return `Redis ${/^redis_version:([^\r]*)/m.exec(info)?.[1]}`;
};

/** What the teardown of the same process stops. */
const running: { stop(): Promise<void> }[] & { folder?: string } = [];

export { running };
