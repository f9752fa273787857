import type { Logger } from '../observability/logger.js';
import type { EventBus } from './event-bus.js';
import type { KafkaClient } from './kafka-client.js';
import { KafkaEventBus } from './kafka-event-bus.js';
import type { KafkaOptions } from './kafka-options.js';
import type { LagGauge } from './lag-gauge.js';

/** Either library is loaded only where it is used: they are of hundreds of files. */
const clients = {
  kafkajs: async (options: KafkaOptions, logger: Logger): Promise<KafkaClient> => {
    const { KafkajsClient } = await import('./kafka/kafkajs-client.js');
    return new KafkajsClient(options, logger);
  },
  platformatic: async (options: KafkaOptions): Promise<KafkaClient> => {
    const { PlatformaticClient } = await import('./platformatic-kafka/platformatic-client.js');
    return new PlatformaticClient(options);
  },
};

const unread: LagGauge = { set: () => undefined, remove: () => undefined };

/**
 * The bus over Apache Kafka, by the library that the options name.
 * @param lag shows how far its groups are behind; nobody looks unless given
 * @param lagMilliseconds between two measurements of how far its groups are behind; 15 s unless given
 */
export const createKafkaEventBus = async (
  options: KafkaOptions,
  logger: Logger,
  lag = unread,
  lagMilliseconds?: number,
): Promise<EventBus> => {
  const client = await clients[options.client ?? 'kafkajs'](options, logger);
  return new KafkaEventBus(options, client, logger, lag, lagMilliseconds);
};
