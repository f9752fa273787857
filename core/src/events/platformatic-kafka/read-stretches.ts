import { Consumer } from '@platformatic/kafka';
import type { StoredRecord } from '../event-bus.js';
import { topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import { connectionOptions } from './connection-options.js';
import { type Stretch, storedRecords } from './stored-records.js';

/** How long a broker may hold a fetch, in milliseconds: what is asked for is there. */
const patience = 250;
const fetchBytes = 10_000_000;
/** Fetches in a row that may bring nothing, each after its patience. */
const mostFruitless = 40;

/**
 * Reads stretches of a topic's partitions without joining a group: a member that only looks would set off rebalances, and
 * take seconds to get in.
 * @param topic as the port knows it
 */
export const readStretches = async (
  options: KafkaOptions,
  topic: string,
  stretches: ReadonlyMap<number, Stretch>,
): Promise<ReadonlyMap<number, readonly StoredRecord[]>> => {
  const name = topicName(options, topic);
  // A consumer of the library wants a group's name; this one never joins it.
  const consumer = new Consumer({ ...connectionOptions(options), groupId: `${name}.reader` });
  try {
    consumer.topics.track(name);
    return await new StretchReader(consumer, topic, name, stretches).read();
  } finally {
    await consumer.close(true);
  }
};

class StretchReader {
  private readonly found = new Map<number, StoredRecord[]>();
  private readonly left: Map<number, Stretch>;

  constructor(
    private readonly consumer: Consumer,
    private readonly topic: string,
    private readonly topicAtBroker: string,
    stretches: ReadonlyMap<number, Stretch>,
  ) {
    this.left = new Map([...stretches].filter(([, { from, to }]) => from < to));
    for (const partition of stretches.keys()) this.found.set(partition, []);
  }

  async read(): Promise<ReadonlyMap<number, readonly StoredRecord[]>> {
    let fruitless = 0;
    while (this.left.size > 0) {
      const before = this.reached();
      const { topics } = await this.consumer.metadata({ topics: [this.topicAtBroker] });
      const metadata = topics.get(this.topicAtBroker);
      if (!metadata) throw new Error(`The broker knows no topic ${this.topicAtBroker}.`);
      const byLeader = Map.groupBy(
        this.left.keys(),
        (partition) => metadata.partitions[partition]?.leader ?? -1,
      );
      for (const [node, partitions] of byLeader) await this.fetch(node, metadata.id, partitions);
      fruitless = this.reached() === before ? fruitless + 1 : 0;
      if (fruitless > mostFruitless) {
        throw new Error(`The broker gives no more of ${this.topicAtBroker}, though there is more.`);
      }
    }
    return this.found;
  }

  /** Changes with every record that is read. */
  private reached(): string {
    return [...this.left].map(([partition, { from }]) => `${partition}:${from}`).join();
  }

  private async fetch(node: number, topicId: string, partitions: readonly number[]): Promise<void> {
    const { responses } = await this.consumer.fetch({
      node,
      maxWaitTime: patience,
      minBytes: 1,
      maxBytes: fetchBytes,
      topics: [
        {
          topicId,
          partitions: partitions.map((partition) => ({
            partition,
            fetchOffset: this.left.get(partition)?.from ?? 0n,
            partitionMaxBytes: 1_000_000,
            currentLeaderEpoch: -1,
            lastFetchedEpoch: -1,
          })),
        },
      ],
    });
    for (const fetched of responses.flatMap((response) => response.partitions)) {
      const stretch = this.left.get(fetched.partitionIndex);
      if (!stretch) continue;
      const { records, next } = storedRecords(this.topic, fetched, stretch);
      this.found.get(fetched.partitionIndex)?.push(...records);
      if (next >= stretch.to) this.left.delete(fetched.partitionIndex);
      else this.left.set(fetched.partitionIndex, { from: next, to: stretch.to });
    }
  }
}
