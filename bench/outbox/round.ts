import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OutgoingRecord } from '../../core/src/events/event-bus.js';
import { quantile } from '../median.js';
import type { Setting } from './setting.js';

export interface Round {
  /** Records a second by the bus alone, in batches of 1,000. */
  readonly direct: number;
  /** Records a second that the relay gives to the broker when they all wait in the outbox. */
  readonly drained: number;
  /** Records a second from the first commit to the last record at the broker, while four writers commit 100 at once. */
  readonly written: number;
  /** Milliseconds of one record by the bus alone. */
  readonly directMedian: number;
  readonly directP99: number;
  /** Milliseconds from a commit to the broker's acknowledgement, when nothing else is going on. */
  readonly relayMedian: number;
  readonly relayP99: number;
}

const batchSize = 1_000;
const writers = 4;
const perTransaction = 100;
const probePause = 30;
const merchantId = randomUUID();

/** About 200 bytes of value and the headers that an event has, under random keys. */
const recordOf = (topic: string): OutgoingRecord => ({
  topic,
  key: randomUUID(),
  headers: {
    ce_specversion: '1.0',
    ce_id: randomUUID(),
    ce_type: topic,
    ce_source: '/promenade/bench',
    ce_time: new Date().toISOString(),
    ce_merchantid: merchantId,
    ce_correlationid: randomUUID(),
    'content-type': 'application/avro',
  },
  value: randomBytes(200),
});

/** The same statement as `Outbox.append`, without the encoding, which the baseline has not either. */
const append = (setting: Setting, records: readonly OutgoingRecord[]): Promise<unknown> =>
  setting.database.transaction(merchantId, (tx) =>
    sql`
      insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id)
      select id, topic, key, topic, payload, headers, ${merchantId} from unnest(
        ${records.map(({ headers }) => headers.ce_id)}::uuid[], ${records.map(({ topic }) => topic)}::text[],
        ${records.map(({ key }) => key)}::text[], ${records.map(({ value }) => value)}::bytea[],
        ${records.map(({ headers }) => JSON.stringify(headers))}::jsonb[])
        with ordinality as row (id, topic, key, payload, headers, place) order by place`.execute(
      tx.sql,
    ),
  );

const forwarded = async ({ database }: Setting): Promise<number> => {
  const { rows } = await sql<{ position: number }>`
    select position::int from promenade.relay_position`.execute(database.acrossMerchants());
  return rows[0]?.position ?? 0;
};

const until = async (setting: Setting, position: number, every: number): Promise<void> => {
  while ((await forwarded(setting)) < position) await pause(every);
};

const perSecond = (count: number, begin: number): number =>
  (count * 1_000) / (performance.now() - begin);

const batchesOf = (topic: string, count: number, size: number): OutgoingRecord[][] =>
  Array.from({ length: count / size }, () => Array.from({ length: size }, () => recordOf(topic)));

const direct = async ({ bus }: Setting, count: number): Promise<number> => {
  const batches = batchesOf('direct', count, batchSize);
  const begin = performance.now();
  for (const batch of batches) await bus.publish(batch);
  return perSecond(count, begin);
};

const drained = async (setting: Setting, count: number): Promise<number> => {
  const reached = await forwarded(setting);
  for (const batch of batchesOf('relay', count, batchSize)) await append(setting, batch);
  const begin = performance.now();
  const stop = await setting.startRelay();
  await until(setting, reached + count, 5);
  const rate = perSecond(count, begin);
  await stop();
  return rate;
};

const written = async (setting: Setting, count: number): Promise<number> => {
  const reached = await forwarded(setting);
  const waiting = batchesOf('relay', count, perTransaction);
  const begin = performance.now();
  const write = async (): Promise<void> => {
    for (let batch = waiting.pop(); batch; batch = waiting.pop()) await append(setting, batch);
  };
  await Promise.all(Array.from({ length: writers }, write));
  await until(setting, reached + count, 5);
  return perSecond(count, begin);
};

/** From each record the milliseconds that `send` took and those until its batch was acknowledged. */
const probe = async (count: number, send: () => Promise<number>): Promise<readonly number[]> => {
  const latencies: number[] = [];
  for (let index = 0; index < count; index += 1) {
    latencies.push(await send());
    await pause(probePause);
  }
  return latencies.slice(count / 10);
};

/** @param probes single records; the first tenth warms up */
export const measureRound = async (
  setting: Setting,
  records: number,
  probes: number,
): Promise<Round> => {
  await setting.bus.publish([recordOf('direct'), recordOf('relay')]);
  const ofDirect = await direct(setting, records);
  const ofDrained = await drained(setting, records);
  const alone = await probe(probes, async () => {
    const begin = performance.now();
    await setting.bus.publish([recordOf('direct')]);
    return performance.now() - begin;
  });
  const stop = await setting.startRelay();
  const ofWritten = await written(setting, records);
  const relayed = await probe(probes, async () => {
    const acknowledged = nextPublished(setting);
    await append(setting, [recordOf('relay')]);
    const begin = performance.now();
    return Math.max(0, (await acknowledged) - begin);
  });
  await stop();
  return {
    direct: ofDirect,
    drained: ofDrained,
    written: ofWritten,
    directMedian: quantile(alone, 0.5),
    directP99: quantile(alone, 0.99),
    relayMedian: quantile(relayed, 0.5),
    relayP99: quantile(relayed, 0.99),
  };
};

/** When the broker has acknowledged the next batch, as `performance.now` says. */
const nextPublished = ({ bus }: Setting): Promise<number> => {
  const { promise, resolve } = Promise.withResolvers<number>();
  const publish = bus.publish.bind(bus);
  bus.publish = async (records) => {
    bus.publish = publish;
    await publish(records);
    resolve(performance.now());
  };
  return promise;
};
