import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = 'package-lock.json';
const OWN_LOCK = join(import.meta.dirname, '..', '..', LOCK);

const TARBALL = /^promenade-(.+)-\d+\.\d+\.\d+(-[\w.]+)?\.tgz$/;
const KINDS = ['dependencies', 'devDependencies'];

/**
 * Makes a package take all packages of Promenade from tarballs, those too that its dependencies name.
 *
 * @param {string} folder of the tarballs, absolute
 * @param {string} project the package's folder
 * @throws when the folder holds no tarballs
 */
export function takePackages(folder, project) {
  const tarballs = new Map(
    readdirSync(folder).flatMap((file) => {
      const name = TARBALL.exec(file)?.[1];
      return name ? [[`@promenade/${name}`, `file:${join(folder, file)}`]] : [];
    }),
  );
  if (tarballs.size === 0) throw new Error(`${folder} holds no packages of Promenade`);
  const path = join(project, 'package.json');
  const manifest = readJson(path);
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
  writeJson(path, manifest);
  if (!existsSync(join(project, LOCK))) writeJson(join(project, LOCK), lockOf(manifest));
}

/**
 * A lock with the versions of this checkout: those that are tested, and that npm has in its cache after `npm ci`.
 * npm leaves out what the project does not need.
 */
function lockOf({ name, version }) {
  const { lockfileVersion, packages } = readJson(OWN_LOCK);
  const foreign = Object.entries(packages).filter(
    ([path, { link }]) => path.startsWith('node_modules/') && !link,
  );
  return {
    name,
    version,
    lockfileVersion,
    requires: true,
    packages: { '': { name, version }, ...Object.fromEntries(foreign) },
  };
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

const writeJson = (path, content) => writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
