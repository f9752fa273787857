import type { Logger } from '../observability/logger.js';
import { type BindPluginsOptions, type BoundPlugin, bindPlugins } from './bind-plugins.js';
import { extendPlugins } from './extend-plugins.js';
import type { StartLedger } from './start-ledger.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';
import { withinDeadline } from './within-deadline.js';

export interface StartPluginsOptions extends BindPluginsOptions {
  readonly ledger: StartLedger;
  readonly logger: Logger;
  /** How long the start of a plugin may take, in milliseconds; 30,000 unless given. */
  readonly startDeadline?: number;
}

/**
 * Takes plugins through the phases: all are bound, then all extend, then each starts, in dependency order. One that fails or
 * takes too long is stopped, reported and left out with all that require it; the others start.
 */
export const startPlugins = async (
  options: StartPluginsOptions,
): Promise<{
  readonly started: readonly StartedPlugin[];
  readonly failed: readonly FailedPlugin[];
}> => {
  const { ledger, logger, startDeadline = 30_000 } = options;
  const bound = await bindPlugins(options, ledger);
  for (const plugin of await extendPlugins(bound, ledger)) {
    await ledger.attempt(plugin.spec, async () => {
      await startOne(plugin, startDeadline, logger);
      ledger.started.push(plugin);
    });
  }
  return ledger;
};

type Startable = Pick<BoundPlugin, 'spec' | 'scope'>;

/** @throws what the start throws, after what it had begun was stopped again */
const startOne = async (plugin: Startable, deadline: number, logger: Logger): Promise<void> => {
  const { spec, scope } = plugin;
  const late = `its start took longer than ${deadline / 1_000} s`;
  try {
    await withinDeadline(spec.lifecycle?.start?.(scope), deadline, late);
  } catch (error) {
    const stopped = stopPlugins([plugin], logger);
    await withinDeadline(stopped, deadline, 'its stop hangs too').catch((fault: unknown) =>
      logger.error({ err: fault, plugin_id: spec.id }, `plugin '${spec.id}' failed to stop`),
    );
    throw error;
  }
};

/** Stops plugins in reverse order; a plugin that fails to stop does not keep the others from it. */
export const stopPlugins = async (started: readonly Startable[], logger: Logger): Promise<void> => {
  for (const { spec, scope } of started.toReversed()) {
    try {
      await spec.lifecycle?.stop?.(scope);
    } catch (error) {
      logger.error({ err: error, plugin_id: spec.id }, `plugin '${spec.id}' failed to stop`);
    }
  }
};
