import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code.js';

/**
 * Reads a file that only its owner may read (mode 0600), making it with `create` where it is
 * absent. Safe when two processes make it at once: both get the content of the one that was first.
 */
export async function keptSecret(
  file: string,
  create: () => string | Promise<string>,
): Promise<string> {
  const kept = readIfThere(file);
  if (kept !== undefined) return kept;
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, await create(), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

/** The content, with the mode put right where it was loosened; `undefined` when it is absent. */
function readIfThere(file: string): string | undefined {
  try {
    const content = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
    return content;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A random password of 192 bits, safe inside URLs. */
export const randomPassword = () => randomBytes(24).toString('base64url');
