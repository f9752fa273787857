export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';

/** Name and password for SASL. */
export interface KafkaSasl<Mechanism extends SaslMechanism> {
  readonly mechanism: Mechanism;
  readonly username: string;
  readonly password: string;
}

/** Where the broker is and how topics are made; the same for every Kafka adapter. */
export interface KafkaOptions {
  /** The library that speaks to the brokers: `kafkajs` unless given (docs/adr/0017). */
  readonly client?: 'kafkajs' | 'platformatic';
  /** `host:port` of at least one broker. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: boolean;
  readonly sasl?: KafkaSasl<'plain'> | KafkaSasl<'scram-sha-256'> | KafkaSasl<'scram-sha-512'>;
  /** Copies of each partition of a topic that is made here; 3 in production. */
  readonly replicationFactor: number;
  /** Partitions of a topic that is made here and has no number of its own. */
  readonly defaultPartitions: number;
  /** Partitions by topic: `{ 'promotion.dispatch': 64 }`. */
  readonly partitions: Readonly<Record<string, number>>;
  /** Topics that keep the last record of each key. */
  readonly compacted: readonly string[];
  /** Sets installations that share a broker apart: stands before topics and groups. */
  readonly prefix?: string;
}
