import { randomUUID } from 'node:crypto';
import { createLogger } from '../../observability/logger.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { createKafkaEventBus } from '../create-kafka-event-bus.js';
import type { EventBus } from '../event-bus.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { LagGauge } from '../lag-gauge.js';
import { eventBusContract } from './event-bus-contract.js';
import { groupContract } from './group-contract.js';
import { lagContract } from './lag-contract.js';
import { MemberProcess } from './member-process.js';
import { outageContract } from './outage-contract.js';
import { readingContract } from './reading-contract.js';

type Library = NonNullable<KafkaOptions['client']>;

/** The bus by one of the libraries; its log is silent unless `LOG_LEVEL` says otherwise. */
export const kafkaBusOfTests = (
  client: Library,
  options: KafkaOptions,
  lag?: LagGauge,
  lagMilliseconds?: number,
): Promise<EventBus> =>
  createKafkaEventBus(
    { ...options, client },
    createLogger({ level: process.env.LOG_LEVEL ?? 'silent' }),
    lag,
    lagMilliseconds,
  );

/** What the bus over Apache Kafka promises, by whichever library. */
export const kafkaContract = (name: string, client: Library): void => {
  const onSharedBroker = async () => {
    const options = { ...kafkaOfTests(`${randomUUID().slice(0, 8)}.`), client };
    return {
      createBus: async () => kafkaBusOfTests(client, options),
      startMember: (topic: string, group: string) => MemberProcess.start({ options, topic, group }),
      close: async () => undefined,
    };
  };
  eventBusContract(name, onSharedBroker);
  readingContract(name, onSharedBroker);
  groupContract(name, onSharedBroker);
  const prefix = `${randomUUID().slice(0, 8)}.`;
  lagContract(name, (gauge, milliseconds) =>
    kafkaBusOfTests(client, kafkaOfTests(prefix), gauge, milliseconds),
  );
  outageContract(name, (broker) =>
    kafkaBusOfTests(client, { ...kafkaOfTests('outage.'), brokers: [broker] }),
  );
};
