import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, createLogger, type InlineConfig, type Logger } from 'vite';
import type { PortalBuildOptions } from './portal-build-options.js';
import { PORTAL_DIR } from './portal-dir.js';
import { portalFingerprint } from './portal-fingerprint.js';
import { FINGERPRINT_FILE } from './portal-is-stale.js';
import { portalPluginsModule } from './portal-plugins-module.js';

export type { PortalBuildOptions, PortalPluginSource } from './portal-build-options.js';
export { portalIsStale } from './portal-is-stale.js';

/** Stands in index.html for the nonce that the server puts into each answer. */
export const CSP_NONCE_PLACEHOLDER = 'PROMENADE_CSP_NONCE';

/**
 * Packages that keep state in their modules: every plugin, wherever it lies, gets the shell's copy.
 * i18next is not among them: Backstage brings an older major version of its own.
 */
const SHARED_PACKAGES = [
  'react',
  'react-dom',
  'react-router-dom',
  'react-i18next',
  '@backstage/core-plugin-api',
  '@promenade/portal-kit',
];

/**
 * Builds the portal of the given plugins into `outDir`.
 *
 * @param onLog receives the bundler's messages, one call each
 * @throws Error when a plugin's package has no entry or its code does not compile
 */
export async function buildPortal(
  options: PortalBuildOptions & { onLog?: (message: string) => void },
): Promise<void> {
  const { plugins, outDir, onLog = () => undefined } = options;
  // Taken first: a source that changes while the build runs leaves the result stale.
  const fingerprint = portalFingerprint(plugins);
  await build(viteConfig(options, forwardingLogger(onLog)));
  await writeFile(join(outDir, FINGERPRINT_FILE), `${fingerprint}\n`);
}

function viteConfig({ plugins, outDir }: PortalBuildOptions, customLogger: Logger): InlineConfig {
  return {
    configFile: false,
    root: PORTAL_DIR,
    base: '/',
    mode: 'production',
    publicDir: false,
    envFile: false,
    customLogger,
    plugins: [react(), portalPluginsModule(plugins)],
    resolve: { dedupe: SHARED_PACKAGES },
    html: { cspNonce: CSP_NONCE_PLACEHOLDER },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // A data: URI would need an exception in the content security policy.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
  };
}

function forwardingLogger(onLog: (message: string) => void): Logger {
  return {
    ...createLogger('info'),
    info: onLog,
    warn: onLog,
    warnOnce: onLog,
    error: onLog,
    clearScreen: () => undefined,
  };
}
