import { Counter, Gauge, type Registry } from 'prom-client';

/** What became of telling plugins that they were switched. */
export class LifecycleMetrics {
  readonly told: Counter<'plugin' | 'change'>;
  readonly failures: Counter<'plugin' | 'change'>;
  readonly waiting: Gauge<'plugin'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.told = new Counter({
      name: 'promenade_lifecycle_told_total',
      help: 'How often a plugin was told that it is enabled or disabled for a merchant',
      labelNames: ['plugin', 'change'],
      registers,
    });
    this.failures = new Counter({
      name: 'promenade_lifecycle_failures_total',
      help: 'How often a plugin failed to be enabled or disabled for a merchant; it is told again',
      labelNames: ['plugin', 'change'],
      registers,
    });
    this.waiting = new Gauge({
      name: 'promenade_lifecycle_waiting_merchants',
      help: 'Merchants of whom the plugin has yet to be told, seen by the host that tells',
      labelNames: ['plugin'],
      registers,
    });
  }
}
