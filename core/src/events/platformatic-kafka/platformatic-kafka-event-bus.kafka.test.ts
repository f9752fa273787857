import { randomUUID } from 'node:crypto';
import { createLogger } from '../../observability/logger.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import type { KafkaOptions } from '../kafka-options.js';
import { eventBusContract } from '../testing/event-bus-contract.js';
import { groupContract } from '../testing/group-contract.js';
import { MemberProcess } from '../testing/member-process.js';
import { outageContract } from '../testing/outage-contract.js';
import { readingContract } from '../testing/reading-contract.js';
import { PlatformaticKafkaEventBus } from './platformatic-kafka-event-bus.js';

const name = 'Kafka by @platformatic/kafka';

const createBus = (options: KafkaOptions): PlatformaticKafkaEventBus =>
  new PlatformaticKafkaEventBus(
    options,
    createLogger({ level: process.env.LOG_LEVEL ?? 'silent' }),
    {
      set: () => undefined,
    },
  );

const onSharedBroker = async () => {
  const options = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
  return {
    createBus: async () => createBus(options),
    startMember: (topic: string, group: string) =>
      MemberProcess.start({ adapter: 'platformatic', options, topic, group }),
    close: async () => undefined,
  };
};

eventBusContract(name, onSharedBroker);
readingContract(name, onSharedBroker);
groupContract(name, onSharedBroker);
outageContract(name, (broker) => createBus({ ...kafkaOfTests('outage.'), brokers: [broker] }));
