import type { EventRecord, OutgoingRecord } from './event-bus.js';

export interface MemberDuties {
  /** The topic as the port knows it. */
  readonly topic: string;
  readonly topicAtBroker: string;
  readonly groupAtBroker: string;
  /** Partitions worked on at once, where the library does not work on all of them; a few unless given. */
  readonly partitionsAtOnce?: number | undefined;
  /** Resolves when the effects of the records are durable: then, and only then, the member commits. */
  readonly deliver: (records: readonly EventRecord[]) => Promise<void>;
  /** The same records are tried again. */
  readonly onFailedDelivery: (error: unknown) => void;
  /** Something proves that fetching and delivering go on. */
  readonly onSignOfLife: () => void;
  /** The member is of no use any more. */
  readonly onFault: (error: unknown) => void;
}

/** One consumer in a group, for as long as nothing is wrong with it. */
export interface KafkaMember {
  /** Those that it has in hand; none before it has joined, and once it knows that it lost its place. */
  readonly partitions: readonly number[];
  /** Once. */
  join(): Promise<void>;
  /** Leaves the group once nothing is in hand; also after a failed `join`. */
  close(): Promise<void>;
}

/** What a library does of the bus over Apache Kafka: make topics, write records, be a member of a group. */
export interface KafkaClient {
  /** A member without a sign of life for this long is made anew, in milliseconds. */
  readonly longestSilence: number;
  /** Makes the topics that are not there. Partitions of one that is there are left as they are. */
  ensureTopics(topics: readonly string[]): Promise<void>;
  /** Resolves when all are stored. When it rejects, some may be: sending them again repeats them, in order. */
  send(records: readonly OutgoingRecord[]): Promise<void>;
  /** A member that has yet to join. */
  createMember(duties: MemberDuties): KafkaMember;
  /** Ends what sends; members are closed one by one. */
  close(): Promise<void>;
}
