import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PluginFault, PluginSpec } from '@promenade/core';
import {
  coreMigrations,
  migrationSetsOf,
  provisionDatabase,
  rehearseMigrations,
} from '@promenade/core/host';
import { freePort, startPostgres } from '@promenade/embedded';

/**
 * Migrates each plugin up, down and up again, one after the other, on a PostgreSQL that is there for nothing else.
 * @param specs in the order in which they start
 */
export const rehearseAll = async (
  specs: readonly PluginSpec[],
): Promise<readonly PluginFault[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'promenade-rehearsal-'));
  const postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    onLog: () => undefined,
  });
  try {
    const urls = await provisionDatabase({
      adminUrl: postgres.url,
      database: 'rehearsal',
      password: randomBytes(16).toString('hex'),
    });
    const faults: PluginFault[] = [];
    const before = [coreMigrations];
    for (const set of migrationSetsOf(specs)) {
      const found = await rehearseMigrations(urls.owner, before, set);
      faults.push(...found.map((fault) => ({ plugin: set.owner, ...fault })));
      if (found.length === 0) before.push(set);
    }
    return faults;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
