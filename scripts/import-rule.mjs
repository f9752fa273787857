/** Checks who imports whom (scripts/import-rule/rules.mjs) in all sources of the repository. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { violations } from './import-rule/violations.mjs';

const ROOT = join(import.meta.dirname, '..');
const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const NOT_OURS = new Set(['node_modules', 'dist', 'coverage', 'test-results', 'playwright-report']);

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || NOT_OURS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (entry.isFile() && SOURCE.test(entry.name)) yield path;
  }
}

/** The template of new plugins is held to the rules of a plugin, and named as one. */
const asPlugin = (path) => path.replace(/^create-plugin\/template\//, 'plugins/sample-plugin/');

const sources = new Map();
for (const path of sourceFiles(ROOT)) {
  const name = asPlugin(relative(ROOT, path).split(sep).join('/'));
  sources.set(name, readFileSync(path, 'utf8'));
}

const found = violations(sources);
for (const violation of found) console.error(violation);
console.log(`Import rule: ${sources.size} files, ${found.length} violations.`);
process.exitCode = found.length === 0 ? 0 : 1;
