import { existsSync, realpathSync } from 'node:fs';
import { clusterIn } from './postgres/cluster.js';
import { clearPostmasterPid } from './postgres/postmaster-pid.js';
import { lockDataDir } from './process/data-dir-lock.js';
import { stopOrphan } from './process/orphan.js';

/**
 * Stops what a killed host left running on these data folders, so that a host can check all its
 * ports before it starts the first service. The starts do the same for their own folder.
 * @throws DataDirInUseError while another live process runs one of them
 */
export async function stopOrphans(dataDirs: readonly string[]): Promise<void> {
  for (const each of dataDirs) {
    if (!existsSync(each)) continue;
    const lock = lockDataDir(each);
    try {
      const dataDir = realpathSync(each);
      await stopOrphan(dataDir);
      await clearPostmasterPid(clusterIn(dataDir));
    } finally {
      lock.release();
    }
  }
}
