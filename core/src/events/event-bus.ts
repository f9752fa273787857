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

/** The way of events between plugins: at least once, in order per key. */
export abstract class EventBus {
  /** Resolves when the records are stored; when it rejects, some may be, and sending them again repeats them in order. */
  abstract publish(records: readonly OutgoingRecord[]): Promise<void>;
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;
  /**
   * Sets a group back, so that it is given a topic's records again. A group that never took the topic may be set as well.
   * @throws GroupInUseError when the group has a member on the topic
   */
  abstract reset(options: ResetOptions): Promise<void>;
  abstract close(): Promise<void>;
}
