import { mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A log longer than this, in bytes, is put aside at the next start. */
const longest = 50 * 1024 * 1024;

/**
 * Appends lines to a file, each written before the call returns, so that the last words of a crash are kept.
 * A file that grew long becomes `<path>.1`, in place of the one before.
 */
export const openLogFile = (path: string): { write(line: string): void } => {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > longest) {
    renameSync(path, `${path}.1`);
  }
  const file = openSync(path, 'a', 0o640);
  return { write: (line) => void writeSync(file, line) };
};
