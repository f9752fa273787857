import { v7 as uuidv7 } from 'uuid';
import { Slots } from '../concurrency/slots.js';
import { logContext } from '../context/request-context.js';
import type { OnTimer } from '../jobs/restate/restate-timers.js';
import type { Logger } from '../observability/logger.js';
import type { Gate } from '../plugin/gate.js';
import type { StartedPlugin } from './started-plugin.js';

/** Timers that fire at once: at nine o'clock all are due, and requests must not wait behind them for a connection. */
const firesAtOnce = 4;

/**
 * Answers a due timer with its plugin's handler. For a merchant that has the plugin switched off nothing happens and the
 * timer ends; the plugin arms it anew when it reconciles.
 */
export const fireTimer = (
  plugins: readonly StartedPlugin[],
  gate: Gate,
  logger: Logger,
): OnTimer => {
  const slots = new Slots(firesAtOnce);
  return async ({ plugin: pluginId, timer: name }, key) => {
    const plugin = plugins.find(({ spec }) => spec.id === pluginId);
    const timer = plugin?.spec.contributes?.timers?.find((one) => one.name === name);
    if (!plugin || !timer)
      throw new Error(`no plugin of this host has the timer '${pluginId}/${name}'`);
    if (!gate.knowsEnablement()) throw new Error('enablement is not known yet');
    if (!gate.isOn(plugin.spec, key.merchantId)) return undefined;
    const context = { correlation_id: uuidv7(), merchant_id: key.merchantId, plugin_id: pluginId };
    return logContext.run(context, async () => {
      try {
        return await slots.run(() => timer.fire(key, plugin.scope));
      } catch (error) {
        logger.warn({ err: error, timer: name }, 'timer failed and will be called again');
        throw error;
      }
    });
  };
};
