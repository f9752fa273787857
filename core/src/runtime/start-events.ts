import type { Registry } from 'prom-client';
import type { Listener } from '../database/listener.js';
import { type ConsumerServices, EventConsumer } from '../events/event-consumer.js';
import { PausableSubscriptions } from '../events/group-replay/pausable-subscriptions.js';
import { PostponedEvents } from '../events/postponed-events.js';
import type { HostRole } from './host-role.js';
import { type RelayServices, startRelay } from './start-relay.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

/** Starts the relay and the plugins' consumers. */
export const startEvents = async (
  services: Omit<ConsumerServices, 'postponed'> &
    RelayServices & {
      readonly listener: Listener;
      readonly registry: Registry;
      readonly started: readonly StartedPlugin[];
      readonly roles: readonly HostRole[];
    },
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<void> => {
  const { database, listener, started, roles, bus } = services;
  if (roles.includes('relay')) await startRelay(services, stop, onError);
  if (!roles.includes('consumers')) return;
  const postponed = new PostponedEvents(database, onError);
  const subscriptions = new PausableSubscriptions(bus, database, listener, onError);
  stop.add('consumers', () => subscriptions.close());
  stop.add('postponed events', () => postponed.stop());
  for (const { spec, scope } of started) {
    for (const contribution of spec.contributes?.events ?? []) {
      const consumer = new EventConsumer(contribution, spec, scope, {
        ...services,
        postponed,
      });
      postponed.register(consumer.group, consumer.topic, (record, signal) =>
        consumer.tryAgain(record, signal),
      );
      await subscriptions.add({
        group: consumer.group,
        topic: consumer.topic,
        partitionsAtOnce: consumer.partitionsAtOnce,
        deliver: (records, signal) => consumer.deliver(records, signal),
      });
    }
  }
  await subscriptions.start();
  postponed.start();
};
