import { createLogger } from '../../../observability/logger.js';
import { kafkaOfTests } from '../../../testing/test-kafka.js';
import { createKafkaEventBus } from '../../create-kafka-event-bus.js';
import type { EventBus } from '../../event-bus.js';

/** A bus on the tests' Kafka, whose topics are set apart by a prefix. */
export const busOfTests = (prefix: string): Promise<EventBus> =>
  createKafkaEventBus(
    { ...kafkaOfTests(prefix), partitions: { 'promotion.dispatch': 8 } },
    createLogger({ level: 'silent' }),
  );
