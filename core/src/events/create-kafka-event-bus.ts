import type { Logger } from '../observability/logger.js';
import type { EventBus } from './event-bus.js';
import { KafkaEventBus } from './kafka/kafka-event-bus.js';
import type { KafkaOptions } from './kafka-options.js';
import type { LagGauge } from './lag-gauge.js';
import { PlatformaticKafkaEventBus } from './platformatic-kafka/platformatic-kafka-event-bus.js';

const clients = { kafkajs: KafkaEventBus, platformatic: PlatformaticKafkaEventBus };

/** The bus over Apache Kafka, by the library that the options name. */
export const createKafkaEventBus = (
  options: KafkaOptions,
  logger: Logger,
  lag: LagGauge,
): EventBus => new clients[options.client ?? 'kafkajs'](options, logger, lag);
