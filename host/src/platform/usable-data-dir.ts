import { existsSync, mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../operator-error.js';

/**
 * Makes the data folder where it is absent, and tries whether one can write there.
 * @throws OperatorError when it is no folder, or cannot be made or written to
 */
export const assertUsableDataDir = (dataDir: string): void => {
  try {
    // One by one: where nothing can be made, as in /proc, a recursive mkdir never comes back.
    for (const folder of missing(dataDir)) makeFolder(folder);
    rmdirSync(mkdtempSync(join(dataDir, '.probe-')));
  } catch (error) {
    throw new OperatorError(
      `the data folder ${dataDir} cannot be used: ${reasonOf(error)}`,
      'Give a folder that this user may write to: --data-dir <folder> or PROMENADE_DATA_DIR=<folder>.',
      { cause: error },
    );
  }
};

/** The folders that are not there, outermost first. */
const missing = (folder: string): string[] =>
  existsSync(folder) || dirname(folder) === folder ? [] : [...missing(dirname(folder)), folder];

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { mode: 0o755 });
  } catch (error) {
    // Another command may have made it in the same moment.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
};

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EEXIST: 'a file is in its place',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'nothing can be made there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in its place',
  EPERM: 'this user may not write there',
  EROFS: 'its file system is read-only',
};

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
};
