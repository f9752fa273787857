import type { OutgoingRecord } from '../event-bus.js';
import type { KafkaClient, KafkaMember, MemberDuties } from '../kafka-client.js';
import type { KafkaOptions } from '../kafka-options.js';
import { PlatformaticMember } from './platformatic-member.js';
import { PlatformaticProducer } from './platformatic-producer.js';
import { PlatformaticTopics } from './platformatic-topics.js';

/** Kafka by @platformatic/kafka. */
export class PlatformaticClient implements KafkaClient {
  /** A rebalance may take 30 s. */
  readonly longestSilence = 45_000;
  private readonly topics: PlatformaticTopics;
  private readonly producer: PlatformaticProducer;

  constructor(private readonly options: KafkaOptions) {
    this.topics = new PlatformaticTopics(options);
    this.producer = new PlatformaticProducer(options, this.topics);
  }

  ensureTopics(topics: readonly string[]): Promise<void> {
    return this.topics.ensure(topics);
  }

  send(records: readonly OutgoingRecord[]): Promise<void> {
    return this.producer.send(records);
  }

  createMember(duties: MemberDuties): KafkaMember {
    return new PlatformaticMember(this.options, duties);
  }

  close(): Promise<void> {
    return this.producer.close();
  }
}
