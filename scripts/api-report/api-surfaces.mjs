import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/**
 * @typedef {object} ApiSurface
 * @property {string} entry what one imports
 * @property {string} folder of the package, relative to the repository root
 * @property {string} declarations the entry's `.d.ts`, relative to the repository root
 * @property {string} report where its surface is written down, relative to the repository root
 */

/** @type {readonly ApiSurface[]} */
const FIXED = [
  ...[
    ['@promenade/core', 'index', 'core'],
    ['@promenade/core/host', 'host', 'host'],
    ['@promenade/core/testing', 'testing/index', 'testing'],
  ].map(([entry, file, name]) => ({
    entry,
    folder: 'core',
    declarations: `core/dist/${file}.d.ts`,
    report: `core/api/${name}.api.md`,
  })),
  {
    entry: '@promenade/portal-kit',
    folder: 'portal/kit',
    declarations: 'portal/dist/kit/index.d.ts',
    report: 'portal/api/portal-kit.api.md',
  },
];

/**
 * What others may build on: the core, the portal kit, and the contract of each plugin that has one.
 *
 * @param {string} [root]
 * @returns {readonly ApiSurface[]}
 */
export function apiSurfaces(root = ROOT) {
  const contracts = readdirSync(join(root, 'plugins'))
    .filter((id) => existsSync(join(root, 'plugins', id, 'src/contract.ts')))
    .map((id) => ({
      entry: `@promenade/plugin-${id}/contract`,
      folder: `plugins/${id}`,
      declarations: `plugins/${id}/dist/contract.d.ts`,
      report: `plugins/${id}/api/contract.api.md`,
    }));
  return [...FIXED, ...contracts];
}
