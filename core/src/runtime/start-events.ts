import type { Registry } from 'prom-client';
import type { Listener } from '../database/listener.js';
import { EmbeddedEventBus } from '../events/embedded/embedded-event-bus.js';
import { type ConsumerServices, EventConsumer } from '../events/event-consumer.js';
import { Forwarder } from '../events/forwarder.js';
import { KafkaEventBus } from '../events/kafka/kafka-event-bus.js';
import type { KafkaOptions } from '../events/kafka/kafka-options.js';
import { Sequencer } from '../events/sequencer.js';
import { EventMetrics } from '../observability/event-metrics.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

/** Starts the relay and the plugins' consumers. */
export const startEvents = async (
  services: Omit<ConsumerServices, 'metrics' | 'bus'> & {
    readonly listener: Listener;
    readonly registry: Registry;
    readonly started: readonly StartedPlugin[];
    /** Apache Kafka; events stay in PostgreSQL without it. */
    readonly kafka?: KafkaOptions;
  },
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<void> => {
  const { database, listener, started, kafka } = services;
  const metrics = new EventMetrics(services.registry);
  const sequencer = new Sequencer(database, listener, onError);
  stop.add('relay', () => sequencer.stop());
  await sequencer.start();
  const bus = kafka
    ? new KafkaEventBus(kafka, services.logger, metrics.lag)
    : new EmbeddedEventBus(database, listener, onError);
  stop.add('event bus', () => bus.close());
  if (kafka) {
    const forwarder = new Forwarder(database, listener, bus, onError);
    stop.add('forwarder', () => forwarder.stop());
    await forwarder.start();
  }
  for (const { spec, scope } of started) {
    for (const contribution of spec.contributes?.events ?? []) {
      const consumer = new EventConsumer(contribution, spec, scope, { ...services, metrics, bus });
      await bus.subscribe({
        group: consumer.group,
        topic: consumer.topic,
        deliver: (records, signal) => consumer.deliver(records, signal),
      });
    }
  }
};
