import type { Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { consumersOf } from '../events/consumers-of.js';
import type { EventBus } from '../events/event-bus.js';
import { Forwarder } from '../events/forwarder.js';
import { Housekeeping } from '../events/housekeeping/housekeeping.js';
import { type KeptEvents, keptEvents } from '../events/housekeeping/kept-events.js';
import type { KafkaOptions } from '../events/kafka-options.js';
import type { RelayForward } from '../events/relay-forward.js';
import { Sequencer } from '../events/sequencer.js';
import { HousekeepingMetrics } from '../observability/housekeeping-metrics.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { StopSequence } from './stop-sequence.js';

/** Where Debezium says that it lives (`deploy/debezium`). */
const heartbeatTopic = 'promenade.heartbeat.outbox';

export interface RelayServices {
  readonly database: Database;
  readonly listener: Listener;
  readonly registry: Registry;
  readonly bus: EventBus;
  readonly specs: readonly PluginSpec[];
  /** Apache Kafka; events stay in PostgreSQL without it. */
  readonly kafka?: KafkaOptions;
  readonly forward?: RelayForward;
  readonly keptEvents?: KeptEvents;
}

/** Starts what moves the outbox, and what removes from it. With change data capture nothing is stamped or forwarded here. */
export const startRelay = async (
  services: RelayServices,
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<void> => {
  const { database, listener, registry, bus, specs, kafka, forward = 'built-in' } = services;
  const isCaptured = kafka !== undefined && forward === 'cdc';
  if (isCaptured) {
    // Whoever captures makes no topics: their partitions and their compaction are told here.
    await bus.prepare([...producedTopics(specs), heartbeatTopic]);
  } else {
    const sequencer = new Sequencer(database, listener, onError);
    stop.add('sequencer', () => sequencer.stop());
    await sequencer.start();
  }
  if (kafka && !isCaptured) {
    const forwarder = new Forwarder(database, listener, bus, onError);
    stop.add('forwarder', () => forwarder.stop());
    await forwarder.start();
  }
  const reader = isCaptured ? 'cdc' : kafka ? 'forwarder' : 'log';
  const metrics = new HousekeepingMetrics(registry);
  const consumers = consumersOf(specs);
  const kept = keptEvents(reader, services.keptEvents);
  const housekeeping = new Housekeeping(
    database,
    listener,
    metrics,
    { reader, kept, consumers },
    onError,
  );
  stop.add('housekeeping', () => housekeeping.stop());
  await housekeeping.start();
};

const producedTopics = (specs: readonly PluginSpec[]): string[] => [
  ...new Set(
    specs.flatMap(({ contributes }) => (contributes?.produces ?? []).map(({ topic }) => topic)),
  ),
];
