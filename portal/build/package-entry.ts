import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file that a bundler takes as the entry of a package folder.
 *
 * @throws Error naming the folder when it is no package or exports no entry.
 */
export function packageEntry(packageDir: string): string {
  const manifest = readManifest(packageDir);
  const entry = entryOf(manifest['exports'], '.') ?? manifest['module'] ?? manifest['main'];
  if (typeof entry !== 'string') {
    throw new Error(
      `${join(packageDir, 'package.json')} has no entry: add "exports": { ".": "./src/plugin.ts" }`,
    );
  }
  return join(packageDir, entry);
}

function readManifest(packageDir: string): Record<string, unknown> {
  const path = join(packageDir, 'package.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`The portal package at ${packageDir} has no readable package.json`, { cause });
  }
}

/** The conditions that a browser build takes, first match first, as in Node's package exports. */
const CONDITIONS = ['browser', 'import', 'module', 'default'];

function entryOf(exported: unknown, subpath: string): string | undefined {
  if (typeof exported === 'string') return exported;
  if (typeof exported !== 'object' || exported === null) return undefined;
  const byKey = exported as Record<string, unknown>;
  if (subpath in byKey) return entryOf(byKey[subpath], subpath);
  const condition = Object.keys(byKey).find((key) => CONDITIONS.includes(key));
  return condition === undefined ? undefined : entryOf(byKey[condition], subpath);
}
