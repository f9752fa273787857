import { type Admin, ListOffsetTimestamps } from '@platformatic/kafka';
import type { Places, ReadOptions, RecordPage, StoredRecord, TopicSize } from '../event-bus.js';
import { topicName } from '../kafka-names.js';
import type { KafkaOptions } from '../kafka-options.js';
import type { GroupOnTopic } from '../lag-watch.js';
import { lagOfGroups } from './group-lag.js';
import { mergeByTime } from './merge-by-time.js';
import { readStretches } from './read-stretches.js';
import type { Stretch } from './stored-records.js';
import { topicOffsets } from './topic-offsets.js';
import { withAdmin } from './with-admin.js';

/**
 * Looks into topics without taking part in a group. Serves the other Kafka adapter too: kafkajs reads only as a member of a
 * group (docs/adr/0019).
 */
export class TopicReader {
  constructor(private readonly options: KafkaOptions) {}

  async topics(suffix: string): Promise<readonly TopicSize[]> {
    const { prefix = '' } = this.options;
    return withAdmin(this.options, async (admin) => {
      const names = (await admin.listTopics()).filter(
        (name) => name.startsWith(prefix) && name.endsWith(suffix),
      );
      const sizes: TopicSize[] = [];
      for (const name of names.toSorted()) {
        const kept = await keptOf(admin, name);
        const records = [...kept.values()].reduce((sum, { from, to }) => sum + to - from, 0n);
        sizes.push({ topic: name.slice(prefix.length), records: Number(records) });
      }
      return sizes;
    });
  }

  async lag(one: GroupOnTopic): Promise<number> {
    const [lags] = await this.lags([one]);
    return [...(lags?.values() ?? [])].reduce((sum, records) => sum + records, 0);
  }

  /** As `lagOfGroups` says. */
  lags(groups: readonly GroupOnTopic[]): Promise<readonly ReadonlyMap<number, number>[]> {
    return lagOfGroups(this.options, groups);
  }

  async read({ topic, order, limit, from = {} }: ReadOptions): Promise<RecordPage> {
    const kept = await withAdmin(this.options, (admin) =>
      keptOf(admin, topicName(this.options, topic)),
    );
    const lanes = new Map<number, readonly StoredRecord[]>();
    await this.readLanes(lanes, topic, wantedOf(kept, order, from), { order, wanted: limit + 1 });
    const merged = mergeByTime(lanes, order, from);
    const page = merged.slice(0, limit);
    return {
      records: page.map(({ record }) => record),
      after: page.map(({ after }) => after),
      more: merged.length > limit,
    };
  }

  async readOne(topic: string, position: string): Promise<StoredRecord | undefined> {
    const [, partition, offset] = /^(\d{1,9}):(\d{1,18})$/.exec(position) ?? [];
    if (partition === undefined || offset === undefined) return undefined;
    const kept = await withAdmin(this.options, (admin) =>
      keptOf(admin, topicName(this.options, topic)),
    );
    const range = kept.get(Number(partition));
    const from = BigInt(offset);
    if (!range || from < range.from || from >= range.to) return undefined;
    const stretch = new Map([[Number(partition), { from, to: from + 1n }]]);
    const found = await readStretches(this.options, topic, stretch);
    return found.get(Number(partition))?.[0];
  }

  /** Reads from each partition as many records as are wanted, or all: a stretch may hold fewer than its offsets say. */
  private async readLanes(
    lanes: Map<number, readonly StoredRecord[]>,
    topic: string,
    open: ReadonlyMap<number, Stretch>,
    { order, wanted }: { readonly order: ReadOptions['order']; readonly wanted: number },
  ): Promise<void> {
    let left = new Map(open);
    for (let width = BigInt(wanted); left.size > 0; width *= 4n) {
      const asked = new Map(
        [...left].map(([partition, all]) => [partition, cut(all, order, width)]),
      );
      const found = await readStretches(this.options, topic, asked);
      const rest = new Map<number, Stretch>();
      for (const [partition, all] of left) {
        const records = found.get(partition) ?? [];
        const inOrder = order === 'newest' ? records.toReversed() : records;
        const lane = [...(lanes.get(partition) ?? []), ...inOrder];
        lanes.set(partition, lane.slice(0, wanted));
        const behind =
          order === 'newest'
            ? { ...all, to: cut(all, order, width).from }
            : { ...all, from: cut(all, order, width).to };
        if (lane.length < wanted && behind.from < behind.to) rest.set(partition, behind);
      }
      left = rest;
    }
  }
}

/** What each partition of a topic holds; nothing where the topic is not there. */
const keptOf = async (admin: Admin, name: string): Promise<ReadonlyMap<number, Stretch>> => {
  // Asked for a topic that is not there, the library tries for seconds.
  if (!(await admin.listTopics()).includes(name)) return new Map();
  const offsetsAt = await topicOffsets(admin, name);
  const oldest = await offsetsAt(ListOffsetTimestamps.EARLIEST);
  const newest = await offsetsAt(ListOffsetTimestamps.LATEST);
  return new Map(
    [...oldest].map(([partition, from]) => [
      partition,
      { from, to: newest.get(partition) ?? from },
    ]),
  );
};

/** What of each partition lies behind a place. */
const wantedOf = (
  kept: ReadonlyMap<number, Stretch>,
  order: ReadOptions['order'],
  from: Places,
): ReadonlyMap<number, Stretch> =>
  new Map(
    [...kept].map(([partition, all]) => {
      const place = from[partition];
      if (place === undefined) return [partition, all];
      const offset = BigInt(place);
      const to = offset < all.to ? offset : all.to;
      const begin = offset + 1n > all.from ? offset + 1n : all.from;
      return [partition, order === 'newest' ? { ...all, to } : { ...all, from: begin }];
    }),
  );

/** The part of a stretch that is read first. */
const cut = ({ from, to }: Stretch, order: ReadOptions['order'], width: bigint): Stretch =>
  order === 'newest'
    ? { from: to - width > from ? to - width : from, to }
    : { from, to: from + width < to ? from + width : to };
