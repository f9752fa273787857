import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Packs every package of the repository, as it would be published; it must be built.
 *
 * @param {string} folder where the tarballs go; made if it is not there
 * @returns {Promise<{ name: string, filename: string, files: { path: string }[] }[]>}
 */
export async function packPackages(folder) {
  await mkdir(folder, { recursive: true });
  const { stdout } = await promisify(execFile)(
    'npm',
    ['pack', '--workspaces', '--json', '--pack-destination', folder],
    { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 },
  );
  // npm 11 answers with a list, npm 12 with an object by package.
  return Object.values(JSON.parse(stdout));
}
