import { Counter, Gauge, type Registry } from 'prom-client';

/** How the cache serves, and whether its servers answer. */
export class CacheMetrics {
  readonly hits: Counter<'plugin'>;
  readonly misses: Counter<'plugin'>;
  /** Look-ups that went past the cache, since it could not be told what is current. */
  readonly bypassed: Counter<'plugin'>;
  readonly errors: Counter<'server'>;
  readonly isUp: Gauge<'server'>;
  readonly limited: Counter<'limit'>;
  readonly repeated: Counter<'topic' | 'group'>;

  constructor(registry: Registry) {
    const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
      new Counter<L>({ name, help, labelNames, registers: [registry] });
    this.hits = counter('promenade_cache_hits_total', 'Look-ups answered by the cache', 'plugin');
    this.misses = counter('promenade_cache_misses_total', 'Look-ups that had to load', 'plugin');
    this.bypassed = counter(
      'promenade_cache_bypassed_total',
      'Look-ups past the cache, since it was not known what is current',
      'plugin',
    );
    this.errors = counter(
      'promenade_redis_errors_total',
      'Commands that Redis did not answer in time or refused; while it is away, few are tried',
      'server',
    );
    this.isUp = new Gauge({
      name: 'promenade_redis_up',
      help: '1 while Redis is used, 0 while the host does without it',
      labelNames: ['server'],
      registers: [registry],
    });
    this.limited = counter(
      'promenade_rate_limited_total',
      'Requests refused by a rate limit',
      'limit',
    );
    this.repeated = counter(
      'promenade_events_repeated_total',
      'Records known as processed before a transaction was opened for them',
      'topic',
      'group',
    );
  }
}
