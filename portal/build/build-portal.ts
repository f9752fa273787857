import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortalBuildOptions } from './portal-build-options.js';
import { portalFingerprint } from './portal-fingerprint.js';
import { FINGERPRINT_FILE } from './portal-is-stale.js';

export { CSP_NONCE_PLACEHOLDER } from './csp-nonce-placeholder.js';
export type { PortalBuildOptions, PortalPluginSource } from './portal-build-options.js';
export { portalIsStale } from './portal-is-stale.js';

/**
 * Builds the portal of the given plugins into `outDir`.
 *
 * @param onLog receives the bundler's messages, one call each
 * @throws Error when a plugin's package has no entry or its code does not compile
 */
export async function buildPortal(
  options: PortalBuildOptions & { onLog?: (message: string) => void },
): Promise<void> {
  // Loaded only now: who merely serves a built portal needs no bundler.
  const { bundlePortal } = await import('./bundle-portal.js');
  // Taken first: a source that changes while the build runs leaves the result stale.
  const fingerprint = portalFingerprint(options.plugins);
  await bundlePortal(options, options.onLog ?? (() => undefined));
  await writeFile(join(options.outDir, FINGERPRINT_FILE), `${fingerprint}\n`);
}
