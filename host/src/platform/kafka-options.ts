import type { HostOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';
import { compactedTopics } from './event-options.js';

/** One partition a slice, so that dispatchers share a day's work evenly. */
const dispatchPartitions = 64;

/** The host's way of events: Kafka where brokers are given, else none, and they stay in PostgreSQL. */
export const kafkaOptions = ({ kafka }: Config): Pick<HostOptions, 'kafka'> => {
  const { brokers, client, security, username, password } = kafka;
  if (brokers.length === 0) return {};
  return {
    kafka: {
      brokers,
      client,
      clientId: 'promenade',
      replicationFactor: kafka.replication_factor,
      defaultPartitions: kafka.partitions,
      partitions: { 'promotion.dispatch': dispatchPartitions },
      compacted: compactedTopics,
      prefix: kafka.prefix,
      ...(security === 'tls' && { ssl: true }),
      ...(username !== undefined &&
        password !== undefined && { sasl: { mechanism: 'scram-sha-512', username, password } }),
    },
  };
};
