import { randomUUID } from 'node:crypto';
import { createKafkaEventBus, createLogger } from '@promenade/core/host';
import { kafkaOfTests } from '@promenade/core/testing';
import { dlqContract } from './testing/dlq-contract.js';

const kafka = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
const environment = {
  PROMENADE_KAFKA_BROKERS: kafka.brokers.join(','),
  PROMENADE_KAFKA_PREFIX: kafka.prefix ?? '',
  PROMENADE_KAFKA_REPLICATION_FACTOR: '1',
};

dlqContract('with events in Kafka', environment, async (_urls, record) => {
  const bus = await createKafkaEventBus(kafka, createLogger({ level: 'silent' }));
  try {
    await bus.publish([record]);
  } finally {
    await bus.close();
  }
});
