import { randomUUID } from 'node:crypto';
import { createLogger } from '../../observability/logger.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import type { KafkaOptions } from '../kafka-options.js';
import { eventBusContract } from '../testing/event-bus-contract.js';
import { groupContract } from '../testing/group-contract.js';
import { MemberProcess } from '../testing/member-process.js';
import { outageContract } from '../testing/outage-contract.js';
import { readingContract } from '../testing/reading-contract.js';
import { KafkaEventBus } from './kafka-event-bus.js';

const name = 'Kafka by kafkajs';

const createBus = (options: KafkaOptions): KafkaEventBus =>
  new KafkaEventBus(options, createLogger({ level: process.env.LOG_LEVEL ?? 'silent' }), {
    set: () => undefined,
  });

const onSharedBroker = async () => {
  const options = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
  return {
    createBus: async () => createBus(options),
    startMember: (topic: string, group: string) =>
      MemberProcess.start({ adapter: 'kafkajs', options, topic, group }),
    close: async () => undefined,
  };
};

eventBusContract(name, onSharedBroker);
readingContract(name, onSharedBroker);
groupContract(name, onSharedBroker);
outageContract(name, (broker) => createBus({ ...kafkaOfTests('outage.'), brokers: [broker] }));
