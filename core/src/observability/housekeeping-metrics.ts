import { Counter, Gauge, type Registry } from 'prom-client';

/** The tables of the events: how large they are, how far behind, and what was removed. */
export class HousekeepingMetrics {
  readonly removed: Counter<'table'>;
  readonly tableBytes: Gauge<'table'>;
  readonly oldestSeconds: Gauge;
  readonly relayLag: Gauge;
  readonly slotBytes: Gauge<'slot'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.removed = new Counter({
      name: 'promenade_housekeeping_removed_rows_total',
      help: 'Rows of the tables of the events that this host removed because they were old',
      labelNames: ['table'],
      registers,
    });
    this.tableBytes = new Gauge({
      name: 'promenade_event_table_bytes',
      help: 'Size of a table of the events with its indexes',
      labelNames: ['table'],
      registers,
    });
    this.oldestSeconds = new Gauge({
      name: 'promenade_outbox_oldest_row_seconds',
      help: 'Age of the row of the outbox that was written first',
      registers,
    });
    this.relayLag = new Gauge({
      name: 'promenade_relay_lag_records',
      help: 'Records of the outbox that the built-in relay has yet to give to the broker',
      registers,
    });
    this.slotBytes = new Gauge({
      name: 'promenade_replication_slot_retained_bytes',
      help: 'Write-ahead log that PostgreSQL keeps for a logical slot of this database',
      labelNames: ['slot'],
      registers,
    });
  }
}
