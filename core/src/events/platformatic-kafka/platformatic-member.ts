import { setTimeout as pause } from 'node:timers/promises';
import { ConnectionPool, Consumer, type GroupAssignment } from '@platformatic/kafka';
import type { KafkaMember, MemberDuties } from '../kafka-client.js';
import type { KafkaOptions } from '../kafka-options.js';
import { connectionOptions } from './connection-options.js';
import { Generation } from './generation.js';

/** A member that is killed is missed after this, in milliseconds. */
const sessionTimeout = 10_000;
const heartbeatInterval = 1_000;
/** How long the other members wait at a rebalance for one that has a delivery in hand, in milliseconds. */
const rebalanceTimeout = 30_000;
/** This member gives up waiting a little before they do. */
const longestRelease = rebalanceTimeout - 3_000;
/** How often a member that keeps a rebalance waiting shows that it lives, in milliseconds. */
const signOfLife = 2_000;
/** After a delivery its commit follows within this, in milliseconds; or the member has lost its place in the group. */
const commitMilliseconds = 1_000;

/** One consumer of the library in its group: joins, takes part in rebalances, commits, leaves. */
export class PlatformaticMember implements KafkaMember {
  private readonly consumer: Consumer;
  private readonly fetchConnections: ConnectionPool;
  private generation: Generation | undefined;
  private isAbandoned = false;

  constructor(
    options: KafkaOptions,
    private readonly duties: MemberDuties,
  ) {
    // The broker may hold the answer to a join until the rebalance is over.
    const connection = { ...connectionOptions(options), requestTimeout: rebalanceTimeout + 5_000 };
    this.fetchConnections = new ConnectionPool(connection.clientId, connection);
    this.consumer = new Consumer({
      ...connection,
      groupId: duties.groupAtBroker,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout,
      autocommit: false,
      // The library joins again as soon as it hears of a rebalance, whatever is in hand. This is the one place where it waits.
      protocolsMetadata: async () => {
        await this.release();
        return Buffer.alloc(0);
      },
    });
    this.consumer.topics.track(duties.topicAtBroker);
    this.consumer.on('consumer:group:join', ({ assignments }) => this.begin(assignments ?? []));
    this.consumer.on('consumer:heartbeat:end', () => {
      // Heartbeats have a timer of their own and prove nothing about a fetch that never comes back.
      if (!this.generation?.isFetching) duties.onSignOfLife();
    });
    this.consumer.on('consumer:heartbeat:stalled', ({ lastError }) =>
      duties.onFault(lastError ?? new Error('no heartbeat was answered')),
    );
    this.consumer.on('error', (error) => duties.onFault(error));
  }

  get partitions(): readonly number[] {
    return this.isAbandoned ? [] : (this.generation?.partitions ?? []);
  }

  async join(): Promise<void> {
    await this.consumer.joinGroup();
  }

  /** Leaves the group once nothing is in hand. */
  async close(): Promise<void> {
    this.generation?.end();
    await this.generation?.settled();
    await this.consumer.close(true);
    await this.fetchConnections.close();
  }

  private begin(assignments: readonly GroupAssignment[]): void {
    const { duties } = this;
    const { topic, topicAtBroker } = duties;
    const before = this.generation;
    before?.end();
    this.isAbandoned = false;
    this.generation = new Generation(
      this.consumer,
      this.fetchConnections,
      assignments.find((one) => one.topic === topicAtBroker)?.partitions ?? [],
      {
        topic,
        topicAtBroker,
        deliver: duties.deliver,
        commit: (partition, offset) => this.commit(partition, offset),
        onFailedDelivery: duties.onFailedDelivery,
        onFetch: duties.onSignOfLife,
        onFault: duties.onFault,
      },
    );
    this.generation.start(before?.settled() ?? Promise.resolve());
  }

  /** Before the member joins again: nothing new begins, and what is in hand is finished and committed. */
  private async release(): Promise<void> {
    const { generation } = this;
    if (!generation) return;
    generation.end();
    const deadline = performance.now() + longestRelease;
    let shown = performance.now();
    while (generation.delivering.length > 0) {
      if (performance.now() > deadline) {
        this.isAbandoned = true;
        return;
      }
      if (performance.now() - shown > signOfLife) {
        shown = performance.now();
        this.showLife(generation);
      }
      await pause(20);
    }
    await Promise.race([generation.settled(), pause(commitMilliseconds)]);
  }

  /** No heartbeats go out while the library waits to join; a commit of what was committed before counts as one. */
  private showLife({ delivering }: Generation): void {
    const offsets = delivering.map(({ partition, committed }) => ({
      partition,
      offset: committed,
    }));
    this.commitOffsets(offsets).then(this.duties.onSignOfLife, () => undefined);
  }

  private async commit(partition: number, offset: bigint): Promise<void> {
    // The others no longer waited: the partition may be theirs, and further on.
    if (this.isAbandoned) return;
    await this.commitOffsets([{ partition, offset }]);
    this.duties.onSignOfLife();
  }

  private commitOffsets(
    offsets: readonly { readonly partition: number; readonly offset: bigint }[],
  ): Promise<void> {
    return this.consumer.commit({
      offsets: offsets.map(({ partition, offset }) => ({
        topic: this.duties.topicAtBroker,
        partition,
        offset,
        leaderEpoch: -1,
      })),
    });
  }
}
