import { Counter, Gauge, type Registry } from 'prom-client';

/** What became of consumed events. */
export class EventMetrics {
  readonly handled: Counter<'topic' | 'group'>;
  readonly skipped: Counter<'topic' | 'group'>;
  readonly failed: Counter<'topic' | 'group'>;
  readonly deadLettered: Counter<'topic' | 'group'>;
  readonly lag: Gauge<'topic' | 'group' | 'partition'>;

  constructor(registry: Registry) {
    const counter = (name: string, help: string): Counter<'topic' | 'group'> =>
      new Counter({ name, help, labelNames: ['topic', 'group'], registers: [registry] });
    this.handled = counter('promenade_events_handled_total', 'Events whose effect is durable');
    this.skipped = counter(
      'promenade_events_skipped_total',
      'Events of merchants that have the plugin switched off',
    );
    this.failed = counter('promenade_event_failures_total', 'Failed attempts at an event');
    this.deadLettered = counter(
      'promenade_events_dead_lettered_total',
      'Events set aside in a dead-letter topic',
    );
    this.lag = new Gauge({
      name: 'promenade_consumer_lag_records',
      help: 'Records of a partition that a group has yet to take, measured every 15 s by the host that has the partition in hand',
      labelNames: ['topic', 'group', 'partition'],
      registers: [registry],
    });
  }
}
