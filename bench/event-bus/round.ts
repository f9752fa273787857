import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createKafkaEventBus } from '../../core/src/events/create-kafka-event-bus.js';
import type { EventBus, OutgoingRecord } from '../../core/src/events/event-bus.js';
import type { KafkaOptions } from '../../core/src/events/kafka-options.js';
import { createLogger } from '../../core/src/observability/logger.js';
import { quantile } from '../median.js';

export type Adapter = NonNullable<KafkaOptions['client']>;

export interface RoundOrder {
  readonly adapter: Adapter;
  readonly brokers: readonly string[];
  /** How many records are published and consumed. */
  readonly records: number;
  /** How many single records the latency is taken from. */
  readonly probes: number;
}

export interface Round {
  /** Records a second, stored and acknowledged. */
  readonly publishRate: number;
  /** Records a second, delivered and committed, from the first delivery to the last. */
  readonly consumeRate: number;
  /** Milliseconds from `publish` to `deliver`, 50 records a second. */
  readonly latencyMedian: number;
  readonly latencyP99: number;
  /** Milliseconds of processor time per 1,000 records published and consumed. */
  readonly cpu: number;
  /** The most that the process held, in MB. */
  readonly memory: number;
}

const batchSize = 1_000;
/** Batches that are published in turn, made beforehand. */
const poolSize = 10;
const warmUp = 10_000;
const partitions = 4;
/** Between two probes, in milliseconds. */
const probePause = 20;

/** Measures one adapter from one end to the other, in this process. */
export const measureRound = async (order: RoundOrder): Promise<Round> => {
  const options: KafkaOptions = {
    brokers: order.brokers,
    client: order.adapter,
    clientId: 'bench',
    replicationFactor: 1,
    defaultPartitions: partitions,
    partitions: {},
    compacted: [],
    prefix: `bench-${randomUUID().slice(0, 8)}.`,
  };
  const bus = await createKafkaEventBus(options, createLogger({ level: 'silent' }));
  try {
    await publishAll(bus, 'warm-up', warmUp);
    await consumeAll(bus, 'warm-up', warmUp);
    const cpuBefore = process.cpuUsage();
    const publishRate = await publishAll(bus, 'rate', order.records);
    const consumeRate = await consumeAll(bus, 'rate', order.records);
    const { user, system } = process.cpuUsage(cpuBefore);
    const latencies = await probe(bus, order.probes);
    return {
      publishRate,
      consumeRate,
      latencyMedian: quantile(latencies, 0.5),
      latencyP99: quantile(latencies, 0.99),
      cpu: (user + system) / order.records,
      memory: process.resourceUsage().maxRSS / 1_024,
    };
  } finally {
    await bus.close();
  }
};

/** About 200 bytes of value and the headers that an event has, under random keys. */
const recordOf = (topic: string): OutgoingRecord => ({
  topic,
  key: randomUUID(),
  headers: {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_source: '/promenade/scheduling',
    ce_type: 'promotion.dispatch',
    ce_merchantid: randomUUID(),
  },
  value: randomBytes(200),
});

const publishAll = async (bus: EventBus, topic: string, count: number): Promise<number> => {
  const pool = Array.from({ length: poolSize }, () =>
    Array.from({ length: batchSize }, () => recordOf(topic)),
  );
  // The topic is made, and its leaders found, outside of what is measured.
  await bus.publish([recordOf(topic)]);
  const begin = performance.now();
  for (let batch = 0; batch < count / batchSize; batch += 1) {
    await bus.publish(pool[batch % poolSize] ?? []);
  }
  return perSecond(count, begin);
};

/** Takes what was published before: one record more than was counted, which made the topic. */
const consumeAll = async (bus: EventBus, topic: string, count: number): Promise<number> => {
  let given = 0;
  let firstGiven = 0;
  let begin = 0;
  const finished = Promise.withResolvers<number>();
  const subscription = await bus.subscribe({
    topic,
    group: 'bench',
    deliver: async (records) => {
      given += records.length;
      if (begin === 0) {
        begin = performance.now();
        firstGiven = given;
      }
      if (given === count + 1) finished.resolve(perSecond(given - firstGiven, begin));
    },
  });
  const rate = await finished.promise;
  await subscription.close();
  return rate;
};

const probe = async (bus: EventBus, count: number): Promise<readonly number[]> => {
  const topic = 'latency';
  const sent = new Map<string, number>();
  const latencies: number[] = [];
  const subscription = await bus.subscribe({
    topic,
    group: 'bench',
    deliver: async (records) => {
      const now = performance.now();
      for (const { key } of records) {
        const at = sent.get(key);
        if (at !== undefined) latencies.push(now - at);
      }
    },
  });
  const send = async (record: OutgoingRecord): Promise<void> => {
    sent.set(record.key, performance.now());
    await bus.publish([record]);
  };
  const isGiven = async (wanted: number): Promise<void> => {
    while (latencies.length < wanted) await pause(5);
  };
  const warmUps = 50;
  for (let index = 0; index < warmUps; index += 1) await send(recordOf(topic));
  await isGiven(warmUps);
  for (let index = 0; index < count; index += 1) {
    await Promise.all([send(recordOf(topic)), pause(probePause)]);
  }
  await isGiven(warmUps + count);
  await subscription.close();
  return latencies.slice(warmUps);
};

const perSecond = (count: number, begin: number): number =>
  (count * 1_000) / (performance.now() - begin);
