import type { Logger } from '../observability/logger.js';
import type { EventBus } from './event-bus.js';
import { KafkajsClient } from './kafka/kafkajs-client.js';
import { KafkaEventBus } from './kafka-event-bus.js';
import type { KafkaOptions } from './kafka-options.js';
import type { LagGauge } from './lag-gauge.js';
import { PlatformaticClient } from './platformatic-kafka/platformatic-client.js';

const clients = { kafkajs: KafkajsClient, platformatic: PlatformaticClient };

/** The bus over Apache Kafka, by the library that the options name. */
export const createKafkaEventBus = (
  options: KafkaOptions,
  logger: Logger,
  lag: LagGauge,
): EventBus => {
  const client = new clients[options.client ?? 'kafkajs'](options, logger);
  return new KafkaEventBus(options, client, logger, lag);
};
