/** A record as a broker holds it. */
export interface EventRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
  /** Where it stands in its topic, for logs and dead letters. */
  readonly position: string;
}

/** A record on its way to the broker. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
  /** Where it must go; by its key unless given. */
  readonly partition?: number;
}

export interface Subscription {
  /** Stops fetching, waits for the batch in hand, and leaves the group. */
  close(): Promise<void>;
}

export interface SubscribeOptions {
  /** Members of a group share a topic's records; each group gets all of them. */
  readonly group: string;
  readonly topic: string;
  /** Partitions worked on at once, where the library does not work on all of them; a few unless given. */
  readonly partitionsAtOnce?: number | undefined;
  /**
   * Takes records of the topic in order per key. When it resolves, their effects are durable and the adapter commits
   * the offset; when it rejects, the same records come again.
   */
  deliver(records: readonly EventRecord[], signal: AbortSignal): Promise<void>;
}

export interface ResetOptions {
  readonly group: string;
  readonly topic: string;
  /** The first record to be given again is the first that was written then or later; the oldest that is kept unless given. */
  readonly from?: Date;
}

/** A record that is looked at where it stands, by an operator and not by a group. */
export interface StoredRecord extends EventRecord {
  /** From 0; always 0 where topics have no partitions. */
  readonly partition: number;
  /** When it was written. */
  readonly time: Date;
}

/** A place in each partition, by the partition's number: where a reading goes on. */
export type Places = Readonly<Record<string, string>>;

export interface ReadOptions {
  readonly topic: string;
  readonly order: 'newest' | 'oldest';
  /** At least 1. */
  readonly limit: number;
  /** `next` of the page before; from the end or the beginning unless given. */
  readonly from?: Places;
}

export interface RecordPage {
  /** By time; the records of one partition always in the order in which they stand. */
  readonly records: readonly StoredRecord[];
  /** Where each of them stands, in the same order: reading goes on behind any of them with `from: after[index]`. */
  readonly after: readonly Places[];
  /** Whether there is more behind them. */
  readonly more: boolean;
}

export interface TopicSize {
  readonly topic: string;
  /** Records that it holds; for a compacted topic an upper bound. */
  readonly records: number;
}

/** The way of events between plugins: at least once, in order per key. */
export abstract class EventBus {
  /** Resolves when the records are stored; when it rejects, some may be, and sending them again repeats them in order. */
  abstract publish(records: readonly OutgoingRecord[]): Promise<void>;
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Makes the topics that are not there, for whoever writes to them beside this bus. Those that are there stay as they are. */
  abstract prepare(topics: readonly string[]): Promise<void>;
  /**
   * Sets a group back, so that it is given a topic's records again. A group that never took the topic may be set as well.
   * @throws GroupInUseError when the group has a member on the topic
   */
  abstract reset(options: ResetOptions): Promise<void>;
  /** How many records of a topic a group has still before it; all of them when it never took the topic. */
  abstract lag(options: { readonly group: string; readonly topic: string }): Promise<number>;
  /** The topics that are there and whose name ends like this, in alphabetical order. */
  abstract topics(suffix: string): Promise<readonly TopicSize[]>;
  /** Reads a topic page by page; no group moves. A topic that is not there is empty. */
  abstract read(options: ReadOptions): Promise<RecordPage>;
  /** Reads the record at a position; undefined where there is none (any more). */
  abstract readOne(topic: string, position: string): Promise<StoredRecord | undefined>;
  abstract close(): Promise<void>;
}
