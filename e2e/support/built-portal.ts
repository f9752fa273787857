import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Emptied when the browser tests start, so that their first host builds the portal. */
const kept = join(import.meta.dirname, '..', '..', 'test-results', 'portal');

const portalOf = (dataDir: string): string => join(dataDir, 'portal');

/** Tells what a built portal was made from. */
const fingerprintOf = (folder: string): Promise<string> =>
  readFile(join(folder, '.portal-fingerprint'), 'utf8');

/** Gives a host the portal that one before it built. Where that is of other plugins or sources, the host builds its own. */
export const takePortal = async (dataDir: string): Promise<void> => {
  if (existsSync(kept)) await cp(kept, portalOf(dataDir), { recursive: true });
};

/** Keeps the portal of a host that has started for the hosts after it: whole, or not at all. */
export const keepPortal = async (dataDir: string): Promise<void> => {
  const built = portalOf(dataDir);
  // A host for consumers alone serves none.
  if (!existsSync(built)) return;
  if (existsSync(kept) && (await fingerprintOf(kept)) === (await fingerprintOf(built))) return;
  const copy = `${kept}-${process.pid}`;
  await cp(built, copy, { recursive: true });
  await rm(kept, { recursive: true, force: true });
  await rename(copy, kept);
};
