/**
 * A host that is measured, in a process of its own so that its memory can be read: the whole way over Apache Kafka. Takes
 * orders from the bench as messages and answers each with one.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { noticeChannel, Outbox } from '@promenade/core';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import dispatch from '@promenade/plugin-dispatch';
import inbox from '@promenade/plugin-inbox';
import scheduling from '@promenade/plugin-scheduling';
import { promotionDispatch } from '@promenade/proto';
import pg from 'pg';
import type { Answer, Order, Start } from './orders.js';

const slices = 64;
const path = '/api/scheduling/v1/events';

let host: TestHost | undefined;

const started = (): TestHost => {
  if (!host) throw new Error('not started yet');
  return host;
};

const start = async ({ urls, kafka, roles, lanes }: Start): Promise<void> => {
  host = await createTestHost({
    plugins: [scheduling, inbox, dispatch],
    config: { dispatch: { lanes } },
    urls,
    kafka,
    roles,
  });
};

/** Publishes an event whose first day is due at once. @returns its id and when that was, in epoch milliseconds */
const publish = async (merchantId: string): Promise<{ eventId: string; at: number }> => {
  const token = await started().token({ merchantId });
  const created = await started().api.call('POST', path, {
    token,
    body: {
      title: 'Bench',
      promotion_package: 'bench',
      start_datetime: new Date(Date.now() - 60_000).toISOString(),
      // With the days that `day` delivers.
      end_datetime: new Date(Date.now() + 8 * 86_400_000).toISOString(),
      timezone: 'UTC',
      dispatch_time: '00:00',
      content: {
        en: { title: 'Ten percent off', body: 'All week.' },
        ar: { title: 'خصم عشرة بالمئة', body: 'طوال الأسبوع.' },
        he: { title: 'עשרה אחוזים הנחה', body: 'כל השבוע.' },
      },
    },
  });
  const eventId = String(created.body.event_id);
  const at = Date.now();
  const published = await started().api.call('POST', `${path}/${eventId}/publish`, {
    token,
    headers: { 'if-match': created.headers.get('etag') ?? '' },
  });
  if (published.status !== 200) throw new Error(JSON.stringify(published.body));
  return { eventId, at };
};

/** One connection for all that is asked while something is measured: to open one each time would cost more than what is measured. */
let asking: pg.Client | undefined;

const connected = async (): Promise<pg.Client> => {
  if (asking) return asking;
  asking = new pg.Client({ connectionString: started().urls.application });
  await asking.connect();
  await asking.query(`listen ${pg.escapeIdentifier(noticeChannel('inbox'))}`);
  return asking;
};

let askedFor = '';

/** @returns `figure` of the only row; 0 without one */
const figureOf = async (merchantId: string, text: string, values: unknown[]): Promise<number> => {
  const client = await connected();
  if (askedFor !== merchantId) {
    await client.query(`select set_config('app.merchant_id', $1, false)`, [merchantId]);
    askedFor = merchantId;
  }
  const { rows } = await client.query<{ figure: number }>(text, values);
  return rows[0]?.figure ?? 0;
};

/** Looks again as soon as messages are committed, and from time to time. @param every milliseconds */
const until = async (isThere: () => Promise<boolean>, every: number): Promise<void> => {
  const client = await connected();
  let news = new AbortController();
  const tell = (): void => news.abort();
  client.on('notification', tell);
  while (!(await isThere())) {
    await pause(every, undefined, { signal: news.signal }).catch(() => undefined);
    news = new AbortController();
  }
  client.off('notification', tell);
};

/** Waits for a day without being in its way. @returns when its last chunk was committed, in epoch milliseconds */
const dayDone = async (merchantId: string, eventId: string, date: string): Promise<number> => {
  for (;;) {
    const done = await figureOf(
      merchantId,
      `select extract(epoch from max(pg_xact_commit_timestamp(xmin)))::float8 * 1000 as figure from dispatch.chunk
       where event_id = $1 and dispatch_date = $2 having count(*) filter (where is_last) = $3`,
      [eventId, date, slices],
    );
    if (done > 0) return done;
    await pause(100);
  }
};

const today = (): string => new Date().toISOString().slice(0, 10);

const wholeWay = async (merchantId: string): Promise<Answer> => {
  const { eventId, at } = await publish(merchantId);
  return { eventId, seconds: ((await dayDone(merchantId, eventId, today())) - at) / 1_000 };
};

/** One dispatch day of an event that is published, as its timer hands it over. @returns the seconds until its last chunk was committed; of a replay, which writes nothing, until all of it was taken */
const day = async (merchantId: string, eventId: string, date: string): Promise<Answer> => {
  const plugin = started().started.find(({ spec }) => spec.id === 'scheduling');
  const outbox = plugin?.scope.get(Outbox);
  const ids = Array.from({ length: slices }, () => randomUUID());
  const at = Date.now();
  await started().database.transaction(merchantId, async (tx) =>
    outbox?.append(
      tx,
      promotionDispatch,
      ids.map((_, slice) => ({
        event_id: eventId,
        merchant_id: merchantId,
        version: 2,
        dispatch_date: date,
        slice,
        slices,
      })),
      { partition: ({ slice }) => slice, id: ({ slice }) => ids[slice] ?? '' },
    ),
  );
  const taken = (): Promise<number> =>
    figureOf(
      merchantId,
      `select count(*)::int as figure from promenade.processed_events
       where consumer_group = 'dispatch' and event_id = any($1::uuid[])`,
      [ids],
    );
  const done = await dayDone(merchantId, eventId, date);
  while ((await taken()) < slices) await pause(5);
  // A replay writes nothing: it is over when all slices are taken.
  return { eventId, seconds: ((done > at ? done : Date.now()) - at) / 1_000 };
};

/** An event for one customer while nothing else is going on. @returns the seconds from the publication to the row */
const single = async (merchantId: string): Promise<Answer> => {
  const { eventId, at } = await publish(merchantId);
  await until(
    async () =>
      (await figureOf(
        merchantId,
        'select count(*)::int as figure from inbox.customer_message where event_id = $1',
        [eventId],
      )) > 0,
    100,
  );
  return { eventId, seconds: (Date.now() - at) / 1_000 };
};

const obey = async (order: Order): Promise<Answer> => {
  switch (order.do) {
    case 'start':
      await start(order);
      return {};
    case 'whole way':
      return wholeWay(order.merchantId);
    case 'day':
      return day(order.merchantId, order.eventId, order.date);
    case 'single':
      return single(order.merchantId);
    case 'memory':
      return { bytes: process.resourceUsage().maxRSS * 1024 };
    case 'stop':
    default:
      await asking?.end();
      await host?.stop();
      return {};
  }
};

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ error: inspect(error) }),
  );
});
