import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock/clock.js';
import { logContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import type { LifecycleMetrics } from '../observability/lifecycle-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { withRequired } from '../plugin/with-required.js';
import { withinDeadline } from '../runtime/within-deadline.js';
import { Retries } from './retries.js';
import { tellingOrder, type Untold } from './telling-order.js';
import type { ToldPlugin } from './told-plugin.js';
import { recordTold, type UntoldMerchant } from './told-store.js';

/** How long a hook may take, in milliseconds; then its transaction is rolled back. */
const hookDeadline = 30_000;

export interface TellerServices {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: LifecycleMetrics;
}

/** Tells plugins of one merchant what is untold: each in a transaction with the row that remembers it. */
export class PluginTeller {
  private readonly retries = new Retries();
  private readonly installed: ReadonlyMap<string, PluginSpec>;
  private readonly order: readonly string[];

  /** @param installed all plugins, in dependency order */
  constructor(
    private readonly plugins: readonly ToldPlugin[],
    installed: readonly PluginSpec[],
    private readonly services: TellerServices,
  ) {
    this.installed = new Map(installed.map((spec) => [spec.id, spec]));
    this.order = [...this.installed.keys()];
  }

  /**
   * Tells them in order. One that fails keeps those back that are to come after it: when plugins go on, what requires it;
   * when they go off, what it requires.
   * @returns the ids of those that are still untold
   */
  async tell({ merchantId, untold }: UntoldMerchant): Promise<readonly string[]> {
    const left: Untold[] = [];
    for (const one of tellingOrder(untold, this.order)) {
      const key = `${merchantId}/${one.pluginId}`;
      const isKept = left.some((other) => this.comesAfter(one, other));
      const isWaiting = this.retries.isWaiting(key, this.services.clock.now().getTime());
      if (isKept || isWaiting || !(await this.tellOne(merchantId, one))) left.push(one);
    }
    return left.map(({ pluginId }) => pluginId);
  }

  /** Forgets failures of what is no longer untold. @param keys `<merchant>/<plugin>` */
  retain(keys: ReadonlySet<string>): void {
    this.retries.retain(keys);
  }

  private comesAfter(one: Untold, other: Untold): boolean {
    if (one.enabled !== other.enabled) return false;
    const [dependent, required] = one.enabled ? [one, other] : [other, one];
    const spec = this.installed.get(dependent.pluginId);
    return (
      spec !== undefined &&
      withRequired(spec, this.installed).some(({ id }) => id === required.pluginId)
    );
  }

  private tellOne(merchantId: string, one: Untold): Promise<boolean> {
    const context = {
      correlation_id: uuidv7(),
      merchant_id: merchantId,
      plugin_id: one.pluginId,
    };
    return logContext.run(context, async () => {
      const { clock, logger, metrics } = this.services;
      const change = one.enabled ? 'enabled' : 'disabled';
      const labels = { plugin: one.pluginId, change };
      try {
        if (await this.callHook(merchantId, one)) metrics.told.inc(labels);
        return true;
      } catch (error) {
        metrics.failures.inc(labels);
        const key = `${merchantId}/${one.pluginId}`;
        const milliseconds = this.retries.fail(key, clock.now().getTime(), Math.random());
        logger.warn(
          { err: error, again_in_seconds: Math.round(milliseconds / 1_000) },
          `plugin '${one.pluginId}' failed to be ${change} and is told again`,
        );
        return false;
      }
    });
  }

  /** @returns whether it had not been told before */
  private callHook(merchantId: string, one: Untold): Promise<boolean> {
    const { spec, scope } = this.plugins.find((plugin) => plugin.spec.id === one.pluginId) ?? {};
    return this.services.database.transaction(merchantId, async (tx) => {
      const isNew = await recordTold(tx, one);
      if (!isNew || !spec || !scope) return false;
      const { lifecycle } = spec;
      const telling = one.enabled
        ? lifecycle?.enabled?.(tx, scope)
        : lifecycle?.disabled?.(tx, scope);
      await withinDeadline(telling, hookDeadline, `it took longer than ${hookDeadline / 1_000} s`);
      return telling !== undefined;
    });
  }
}
