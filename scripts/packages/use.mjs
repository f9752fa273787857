import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TARBALL = /^promenade-(.+)-\d+\.\d+\.\d+(-[\w.]+)?\.tgz$/;
const KINDS = ['dependencies', 'devDependencies'];

/**
 * Makes a package take all packages of Promenade from tarballs, those too that its dependencies name.
 *
 * @param {string} folder of the tarballs, absolute
 * @param {string} project the package's folder
 * @throws when the folder holds no tarballs
 */
export function usePackages(folder, project) {
  const tarballs = new Map(
    readdirSync(folder).flatMap((file) => {
      const name = TARBALL.exec(file)?.[1];
      return name ? [[`@promenade/${name}`, `file:${join(folder, file)}`]] : [];
    }),
  );
  if (tarballs.size === 0) throw new Error(`${folder} holds no packages of Promenade`);
  const path = join(project, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const named = new Set();
  for (const kind of KINDS) {
    for (const name of Object.keys(manifest[kind] ?? {})) {
      const tarball = tarballs.get(name);
      if (!tarball) continue;
      manifest[kind][name] = tarball;
      named.add(name);
    }
  }
  // npm refuses an override that is not the direct dependency itself.
  const overrides = [...tarballs].map(([name, file]) => [
    name,
    named.has(name) ? `$${name}` : file,
  ]);
  manifest.overrides = { ...manifest.overrides, ...Object.fromEntries(overrides) };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
