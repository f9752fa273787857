import type { Registry } from 'prom-client';
import type { Listener } from '../database/listener.js';
import { EmbeddedEventBus } from '../events/embedded/embedded-event-bus.js';
import { type ConsumerServices, EventConsumer } from '../events/event-consumer.js';
import { Sequencer } from '../events/sequencer.js';
import { EventMetrics } from '../observability/event-metrics.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

/** Starts the relay and the plugins' consumers. */
export const startEvents = async (
  services: Omit<ConsumerServices, 'metrics'> & {
    readonly listener: Listener;
    readonly registry: Registry;
    readonly started: readonly StartedPlugin[];
  },
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<void> => {
  const { database, listener, started } = services;
  const sequencer = new Sequencer(database, listener, onError);
  stop.add('relay', () => sequencer.stop());
  await sequencer.start();
  const bus = new EmbeddedEventBus(database, listener, onError);
  stop.add('consumers', () => bus.close());
  const metrics = new EventMetrics(services.registry);
  for (const { spec, scope } of started) {
    for (const contribution of spec.contributes?.events ?? []) {
      const consumer = new EventConsumer(contribution, spec, scope, { ...services, metrics });
      await bus.subscribe({
        group: consumer.group,
        topic: consumer.topic,
        deliver: (records, signal) => consumer.deliver(records, signal),
      });
    }
  }
};
