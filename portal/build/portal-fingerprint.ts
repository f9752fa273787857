import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PortalPluginSource } from './portal-build-options.js';
import { PORTAL_DIR } from './portal-dir.js';

/** What of the portal's own package shapes the built files. */
const SHELL_SOURCES = ['index.html', 'package.json', 'src', 'locales', 'kit'];

const IGNORED = new Set(['node_modules', '.git']);

/** A hash over the plugin list, the packages' versions (their package.json) and all source files. */
export function portalFingerprint(plugins: PortalPluginSource[], portalDir = PORTAL_DIR): string {
  const hash = createHash('sha256');
  for (const source of SHELL_SOURCES) addTree(hash, portalDir, join(portalDir, source));
  for (const { pluginId, packageDir, localesDir } of plugins) {
    hash.update(`plugin\0${pluginId}\0${packageDir ?? ''}\0`);
    if (packageDir) addTree(hash, packageDir, packageDir);
    addTree(hash, localesDir, localesDir);
  }
  return hash.digest('hex');
}

function addTree(hash: ReturnType<typeof createHash>, root: string, path: string): void {
  if (!existsSync(path)) return;
  for (const file of filesBelow(path)) {
    // The length keeps "ab" + "c" apart from "a" + "bc".
    const content = readFileSync(file);
    hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
  }
}

function filesBelow(path: string): string[] {
  const entries = readEntries(path);
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => !IGNORED.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const below = join(path, entry.name);
      if (entry.isDirectory()) return filesBelow(below);
      return entry.isFile() ? [below] : [];
    });
}

function readEntries(path: string): Dirent[] | undefined {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
