import type { BaseOptions, SASLMechanismValue } from '@platformatic/kafka';
import type { KafkaOptions, SaslMechanism } from '../kafka-options.js';

const mechanisms: Record<SaslMechanism, SASLMechanismValue> = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
};

/** How every client of the adapter reaches the brokers. */
export const connectionOptions = ({ brokers, clientId, ssl, sasl }: KafkaOptions): BaseOptions => ({
  clientId,
  bootstrapBrokers: [...brokers],
  connectTimeout: 3_000,
  retries: 5,
  // Milliseconds: 100, 200, 400, …, as a broker that restarts is soon back.
  retryDelay: (_client, _operation, attempt) => Math.min(100 * 2 ** (attempt - 1), 5_000),
  autocreateTopics: false,
  ...(ssl && { tls: {} }),
  ...(sasl && {
    sasl: {
      mechanism: mechanisms[sasl.mechanism],
      username: sasl.username,
      password: sasl.password,
    },
  }),
});
