import type { Logger } from '@promenade/core';
import { buildPortal, portalIsStale } from '@promenade/portal/build';
import { OperatorError } from '../operator-error.js';
import type { InstalledPlugin } from '../plugins/load-plugins.js';
import { portalSources } from '../plugins/portal-sources.js';

/**
 * Builds the portal where it is missing, or was built from other plugins or sources.
 * @returns whether it was built
 * @throws OperatorError when a page does not compile
 */
export const ensurePortal = async (options: {
  readonly plugins: readonly InstalledPlugin[];
  readonly outDir: string;
  readonly logger: Logger;
  readonly onBuild: () => void;
}): Promise<boolean> => {
  const { outDir, logger, onBuild } = options;
  const plugins = portalSources(options.plugins);
  if (!portalIsStale({ plugins, outDir })) return false;
  onBuild();
  try {
    await buildPortal({
      plugins,
      outDir,
      onLog: (message) => logger.debug({ portal: true }, message),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(
      `the portal cannot be built: ${reason}`,
      'Correct the page that is named, or take its plugin out of the list of plugins.',
      { cause: error },
    );
  }
  return true;
};
