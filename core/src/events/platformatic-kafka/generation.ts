import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionPool, Consumer } from '@platformatic/kafka';
import { Slots } from '../../concurrency/slots.js';
import type { EventRecord } from '../event-bus.js';
import { Wakeup } from '../wakeup.js';
import { type FetchResponse, fetchedRecords } from './fetched-records.js';
import { PartitionLane } from './partition-lane.js';
import { startOffsets } from './start-offsets.js';

/** Partitions worked on at once by one member. */
const concurrency = 4;
/** How long a broker may hold a fetch that finds nothing, in milliseconds. */
const patience = 250;
/** The same while a full partition may soon have room: a fetch of the others must not keep it waiting. */
const shortPatience = 20;
/** Most bytes of one fetch, and of one partition in it. */
const fetchBytes = 10_000_000;
const partitionBytes = 1_000_000;

export interface GenerationDuties {
  /** The topic as the port knows it. */
  readonly topic: string;
  /** The topic at the broker. */
  readonly topicAtBroker: string;
  readonly deliver: (records: readonly EventRecord[]) => Promise<void>;
  readonly commit: (partition: number, offset: bigint) => Promise<void>;
  readonly onFailedDelivery: (error: unknown) => void;
  readonly onFetch: () => void;
  readonly onFault: (error: unknown) => void;
}

/**
 * What a member does between two rebalances: it fetches its partitions from where the group stands and delivers them side
 * by side. A partition whose delivery takes long holds up no other one.
 */
export class Generation {
  private readonly ending = new AbortController();
  /** A fetch came back, a lane has room, or the end came. */
  private readonly news = new Wakeup();
  private readonly inFlight = new Map<number, Promise<void>>();
  private lanes = new Map<number, PartitionLane>();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly consumer: Consumer,
    /** Connections for fetches alone: a broker holds them, and heartbeats would wait behind. */
    private readonly fetchConnections: ConnectionPool,
    readonly partitions: readonly number[],
    private readonly duties: GenerationDuties,
  ) {}

  /** @param before what must have ended first: the generation before, which may still deliver */
  start(before: Promise<void>): void {
    this.running = before
      .then(() => this.run())
      .catch((error: unknown) => {
        if (!this.ending.signal.aborted) this.duties.onFault(error);
      });
  }

  /** Begins nothing more. */
  end(): void {
    this.ending.abort();
    this.news.wake();
  }

  /** Resolves when no delivery is in hand, and the fetches are back unless the broker has fallen silent. */
  async settled(): Promise<void> {
    await this.running;
    await Promise.all([...this.lanes.values()].map((lane) => lane.settled()));
    await Promise.race([Promise.allSettled(this.inFlight.values()), pause(4 * patience)]);
  }

  /** Whether a fetch is under way: then the broker should give a sign of life. */
  get isFetching(): boolean {
    return this.inFlight.size > 0;
  }

  /** Lanes with a delivery in hand. */
  get delivering(): readonly PartitionLane[] {
    return [...this.lanes.values()].filter(({ isDelivering }) => isDelivering);
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    if (signal.aborted || this.partitions.length === 0) return;
    await this.openLanes();
    while (!signal.aborted) {
      const { topicAtBroker } = this.duties;
      const { topics } = await this.consumer.metadata({ topics: [topicAtBroker] });
      const metadata = topics.get(topicAtBroker);
      if (!metadata) throw new Error(`The broker knows no topic ${topicAtBroker}.`);
      const hungry = [...this.lanes.values()].filter(({ hasRoom }) => hasRoom);
      const leaderOf = ({ partition }: PartitionLane): number =>
        metadata.partitions[partition]?.leader ?? -1;
      for (const [node, lanes] of Map.groupBy(hungry, leaderOf)) {
        if (!this.inFlight.has(node)) this.fetch(node, metadata.id, lanes);
      }
      await this.news.wait(patience);
    }
  }

  private async openLanes(): Promise<void> {
    const { topicAtBroker, deliver, commit, onFailedDelivery } = this.duties;
    const starts = await startOffsets(this.consumer, topicAtBroker, this.partitions);
    const duties = {
      slots: new Slots(concurrency),
      ending: this.ending.signal,
      deliver,
      commit,
      onFailedDelivery,
      onRoom: () => this.news.wake(),
    };
    this.lanes = new Map(
      [...starts].map(([partition, offset]) => [
        partition,
        new PartitionLane(partition, offset, duties),
      ]),
    );
  }

  private fetch(node: number, topicId: string, lanes: readonly PartitionLane[]): void {
    const asked = new Map(lanes.map((lane) => [lane.partition, lane.next]));
    const fetching = this.consumer
      .fetch({
        node,
        connectionPool: this.fetchConnections,
        maxWaitTime: lanes.length < this.lanes.size ? shortPatience : patience,
        minBytes: 1,
        maxBytes: fetchBytes,
        topics: [
          {
            topicId,
            partitions: lanes.map(({ partition, next }) => ({
              partition,
              fetchOffset: next,
              partitionMaxBytes: partitionBytes,
              currentLeaderEpoch: -1,
              lastFetchedEpoch: -1,
            })),
          },
        ],
      })
      .then((response) => this.take(response, asked))
      .catch((error: unknown) => {
        if (!this.ending.signal.aborted) this.duties.onFault(error);
        this.end();
      })
      .finally(() => {
        this.inFlight.delete(node);
        this.news.wake();
      });
    this.inFlight.set(node, fetching);
  }

  private take({ responses }: FetchResponse, asked: ReadonlyMap<number, bigint>): void {
    this.duties.onFetch();
    if (this.ending.signal.aborted) return;
    for (const { partitions } of responses) {
      for (const partition of partitions) {
        const from = asked.get(partition.partitionIndex);
        // A fetch session may bring a partition that was asked for by an earlier fetch.
        if (from === undefined) continue;
        const { records, next } = fetchedRecords(this.duties.topic, partition, from);
        this.lanes.get(partition.partitionIndex)?.add(records, next, this.duties.onFault);
      }
    }
  }
}
