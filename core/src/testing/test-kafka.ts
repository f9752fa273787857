import type { KafkaOptions } from '../events/kafka-options.js';

/**
 * The Kafka that integration tests run against, started by `scripts/services up`.
 * @param prefix sets the topics and groups of a test apart
 * @throws when there is none
 */
export const kafkaOfTests = (prefix: string): KafkaOptions => {
  const brokers = process.env.PROMENADE_TEST_KAFKA;
  if (!brokers) {
    throw new Error(
      'no Kafka is running: start it with `scripts/services up --only kafka`, or run the tests with `npm test`',
    );
  }
  return {
    brokers: brokers.split(','),
    clientId: 'test',
    replicationFactor: 1,
    defaultPartitions: 4,
    partitions: {},
    compacted: [],
    prefix,
  };
};
