import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startPostgres, startRestate } from '@promenade/embedded';
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
    settings: { max_connections: '300' },
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
  process.stdout.write(
    `\nintegration tests run against PostgreSQL ${postgres.version}, Restate ${restate.version}, Node ${process.version}\n`,
  );
  running.push(restate, postgres);
  running.folder = folder;
};

/** What the teardown of the same process stops. */
const running: { stop(): Promise<void> }[] & { folder?: string } = [];

export { running };
