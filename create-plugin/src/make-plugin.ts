import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Names } from './names.js';
import { rename } from './rename.js';
import { UsageError } from './usage-error.js';

const template = fileURLToPath(new URL('../template/', import.meta.url));

/** npm leaves a file of this name out of a package, so the template has it under another. */
const renamedFiles: Readonly<Record<string, string>> = { _gitignore: '.gitignore' };

/** What a build or an installation of the template itself leaves there. */
const notOfTemplate = new Set(['dist', 'node_modules', '.promenade']);

/** @throws UsageError unless the folder is empty, or not there */
export const assertEmpty = (folder: string): void => {
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code !== 'ENOTDIR') throw error;
    throw new UsageError(`${folder} is a file: name a folder that is empty or not there yet.`);
  }
  // A repository may be made before its first file.
  const found = entries.filter((entry) => entry !== '.git');
  if (found.length > 0) {
    throw new UsageError(
      `${folder} is not empty (${found.slice(0, 3).join(', ')}${found.length > 3 ? ', …' : ''}): name a folder that is empty or not there yet.`,
    );
  }
};

/**
 * Writes the plugin of the template, under other names.
 * @param folder empty, or not there
 * @returns the files, relative to the folder
 * @throws UsageError when the folder is not empty
 */
export const makePlugin = (folder: string, names: Names): readonly string[] => {
  assertEmpty(folder);
  const files = readdirSync(template, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(template, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split(/[\\/]/).some((part) => notOfTemplate.has(part)));
  return files.map((path) => {
    const text = readFileSync(join(template, path), 'utf8');
    const name = basename(path);
    const target = join(dirname(path), renamedFiles[name] ?? name);
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    writeFileSync(join(folder, target), rename(text, names, extname(name) === '.json'));
    return target;
  });
};
