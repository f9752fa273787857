import type { Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { createKafkaEventBus } from '../events/create-kafka-event-bus.js';
import { EmbeddedEventBus } from '../events/embedded/embedded-event-bus.js';
import type { EventBus } from '../events/event-bus.js';
import type { KafkaOptions } from '../events/kafka-options.js';
import { EventMetrics } from '../observability/event-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { StopSequence } from './stop-sequence.js';

/** Makes the bus, before the plugins that may look into it; nothing is published or consumed yet. */
export const openEventBus = async (
  services: {
    readonly database: Database;
    readonly listener: Listener;
    readonly logger: Logger;
    readonly registry: Registry;
    /** Apache Kafka; events stay in PostgreSQL without it. */
    readonly kafka?: KafkaOptions | undefined;
  },
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<{ readonly bus: EventBus; readonly metrics: EventMetrics }> => {
  const { database, listener, logger, registry, kafka } = services;
  const metrics = new EventMetrics(registry);
  const bus = kafka
    ? await createKafkaEventBus(kafka, logger, metrics.lag)
    : new EmbeddedEventBus(database, listener, onError);
  stop.add('event bus', () => bus.close());
  return { bus, metrics };
};
