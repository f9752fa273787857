import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorCode } from './error-code.js';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** A live process already runs a service on this data folder. */
export class DataDirInUseError extends Error {
  override readonly name = 'DataDirInUseError';
  readonly code = 'DATA_DIR_IN_USE';

  constructor(
    readonly dataDir: string,
    readonly ownerPid: number,
  ) {
    const owner = ownerPid === process.pid ? 'this process itself' : `process ${ownerPid}`;
    super(`${dataDir} is in use by ${owner}. Stop it first, or choose another data folder.`);
  }
}

export interface DataDirLock {
  /** Idempotent. Leaves a lock alone that another process has taken since. */
  release(): void;
}

/**
 * Takes the folder for this process, making it where it is absent. A lock whose holder does not
 * live any more is taken over.
 * @throws DataDirInUseError while its holder lives
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const lockFile = path.join(dataDir, 'owner.lock');
  const content = JSON.stringify({ ...ownIdentity(), token: randomUUID() });

  for (;;) {
    if (placed(lockFile, content)) {
      return {
        release() {
          if (textOf(lockFile) === content) rmSync(lockFile, { force: true });
        },
      };
    }
    const found = textOf(lockFile);
    if (found === undefined) continue;
    const owner = ownerIn(found);
    if (owner && isRunning(owner)) throw new DataDirInUseError(dataDir, owner.pid);
    discard(lockFile, found);
  }
}

/** Link, unlike write, fails when the file is there and never shows a half-written one. */
function placed(lockFile: string, content: string): boolean {
  const draft = `${lockFile}.${randomUUID()}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes the stale lock, and puts back what another process placed in the same moment. */
function discard(lockFile: string, stale: string): void {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    renameSync(lockFile, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const taken = textOf(aside);
  rmSync(aside, { force: true });
  if (taken !== undefined && taken !== stale) placed(lockFile, taken);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function ownerIn(content: string): ProcessIdentity | undefined {
  try {
    const owner: unknown = JSON.parse(content);
    if (typeof owner !== 'object' || owner === null) return undefined;
    const { pid, startedAt } = owner as Record<string, unknown>;
    return typeof pid === 'number' && typeof startedAt === 'string'
      ? { pid, startedAt }
      : undefined;
  } catch {
    return undefined;
  }
}
