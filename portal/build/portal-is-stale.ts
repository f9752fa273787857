import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortalBuildOptions } from './portal-build-options.js';
import { portalFingerprint } from './portal-fingerprint.js';

/** Written last into the built folder: a build that was cut short leaves none. */
export const FINGERPRINT_FILE = '.portal-fingerprint';

/** Whether the built portal in `outDir` is missing or was built from other plugins or sources. */
export function portalIsStale({ plugins, outDir }: PortalBuildOptions): boolean {
  try {
    const built = readFileSync(join(outDir, FINGERPRINT_FILE), 'utf8');
    return built.trim() !== portalFingerprint(plugins);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}
