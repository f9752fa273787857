/**
 * Packages of this checkout, for use elsewhere without a registry:
 *
 *   node scripts/packages.mjs pack <folder>            packs all of them, prints name and file names as JSON
 *   node scripts/packages.mjs use <folder> <project>   makes a project's package.json take them from there
 */
import { resolve } from 'node:path';
import { packPackages } from './packages/pack.mjs';
import { takePackages } from './packages/use.mjs';

const [command, folder, project] = process.argv.slice(2);

if (command === 'pack' && folder) {
  const packages = await packPackages(resolve(folder));
  console.log(
    JSON.stringify(
      packages.map(({ name, filename, files }) => ({
        name,
        filename,
        files: files.map(({ path }) => path),
      })),
    ),
  );
} else if (command === 'use' && folder && project) {
  takePackages(resolve(folder), resolve(project));
} else {
  console.error('Usage: node scripts/packages.mjs pack <folder> | use <folder> <project>');
  process.exitCode = 1;
}
