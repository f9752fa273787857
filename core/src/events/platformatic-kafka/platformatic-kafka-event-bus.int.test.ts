import { randomUUID } from 'node:crypto';
import { createLogger } from '../../observability/logger.js';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { eventBusContract } from '../testing/event-bus-contract.js';
import { PlatformaticKafkaEventBus } from './platformatic-kafka-event-bus.js';

eventBusContract('Kafka by @platformatic/kafka', async () => {
  const options = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
  const logger = createLogger({ level: process.env.LOG_LEVEL ?? 'silent' });
  return {
    isDistributed: true,
    createBus: async () => new PlatformaticKafkaEventBus(options, logger, { set: () => undefined }),
    close: async () => undefined,
  };
});
