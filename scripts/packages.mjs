/**
 * Packages of this checkout, for use elsewhere without a registry:
 *
 *   node scripts/packages.mjs pack <folder> [--json]   packs all of them; --json prints name and file names
 *   node scripts/packages.mjs use <folder> <project>   makes a project's package.json take them from there
 */
import { resolve } from 'node:path';
import { packPackages } from './packages/pack.mjs';
import { takePackages } from './packages/use.mjs';

const args = process.argv.slice(2);
const asJson = args.includes('--json');
const [command, folder, project] = args.filter((arg) => arg !== '--json');

if (command === 'pack' && folder) {
  const packages = await packPackages(resolve(folder));
  const listed = packages.map(({ name, filename, files }) => ({
    name,
    filename,
    files: files.map(({ path }) => path),
  }));
  console.log(asJson ? JSON.stringify(listed) : `${listed.length} packages in ${resolve(folder)}`);
} else if (command === 'use' && folder && project) {
  takePackages(resolve(folder), resolve(project));
} else {
  console.error('Usage: node scripts/packages.mjs pack <folder> [--json] | use <folder> <project>');
  process.exitCode = 1;
}
