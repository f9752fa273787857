import react from '@vitejs/plugin-react';
import { build, createLogger, type InlineConfig, type Logger } from 'vite';
import { CSP_NONCE_PLACEHOLDER } from './csp-nonce-placeholder.js';
import type { PortalBuildOptions } from './portal-build-options.js';
import { PORTAL_DIR } from './portal-dir.js';
import { portalPluginsModule } from './portal-plugins-module.js';

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

/** Runs Vite over the shell and the given plugins. */
export async function bundlePortal(
  options: PortalBuildOptions,
  onLog: (message: string) => void,
): Promise<void> {
  await build(viteConfig(options, forwardingLogger(onLog)));
}

function viteConfig({ plugins, outDir }: PortalBuildOptions, customLogger: Logger): InlineConfig {
  return {
    configFile: false,
    root: PORTAL_DIR,
    base: '/',
    mode: 'production',
    publicDir: false,
    customLogger,
    // The progress lines that Vite writes to standard output itself would break the host's log.
    logLevel: 'warn',
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
      // The kit is one chunk on purpose: every page needs it, and it changes rarely.
      chunkSizeWarningLimit: 1_000,
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
