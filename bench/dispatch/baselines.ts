import { FanOut } from '@promenade/core';
import type { DatabaseUrls } from '@promenade/core/host';
import { messageColumns, messageHead, messagesSql } from '@promenade/plugin-inbox/contract';
import pg from 'pg';

/** What all ways of writing have in common. */
export interface Setting {
  readonly urls: DatabaseUrls;
  readonly adminUrl: string;
  readonly merchantId: string;
  readonly customers: number;
  /** Connections that write at once. */
  readonly lanes: number;
}

const slices = 64;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
};

const asAdmin = async <T>(
  { adminUrl, merchantId }: Setting,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Messages are written on behalf of a merchant, whoever writes them.
    await client.query(`select set_config('app.merchant_id', $1, false)`, [merchantId]);
    return await work(client);
  } finally {
    await client.end();
  }
};

const messages = (dispatchNo: number, bucket: number, limit: number): string =>
  messagesSql(
    `select ${messageHead(dispatchNo, 0, bucket)} as head, user_id from dispatch.audience
     where bucket = ${bucket} order by user_id`,
    limit,
  );

/**
 * (a) Binary COPY of rows that were built beforehand, a ledger row a transaction, on as many connections as the dispatcher
 * uses: no Kafka, no audience to read.
 */
export const bareCopy = async (setting: Setting, dispatchNo: number): Promise<number> => {
  const fanOut = new FanOut({
    urls: setting.urls,
    lanes: setting.lanes,
    onConnectionError: console.error,
  });
  const chunks: (readonly Buffer[])[] = [];
  for (let slice = 0; slice < slices; slice += 1) {
    chunks.push(
      await fanOut.read(setting.merchantId, messages(dispatchNo, slice, setting.customers)),
    );
  }
  const eventId = crypto.randomUUID();
  const waiting = chunks.map((rows, slice) => ({ rows, slice }));
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { rows, slice } = next;
      await fanOut.write(setting.merchantId, async (tx) => {
        await tx.insert(
          `insert into dispatch.chunk (event_id, dispatch_date, slice, chunk, recipients, is_last)
           values ($1, current_date, $2, 1, 0, true)`,
          [eventId, slice],
        );
        await tx.copy(`inbox.message (${messageColumns})`, rows);
      });
    }
  };
  const lanes = Array.from({ length: setting.lanes });
  // Connections are there before the clock starts.
  await Promise.all(lanes.map(() => fanOut.write(setting.merchantId, async () => undefined)));
  const begin = Date.now();
  await Promise.all(lanes.map(lane));
  await fanOut.close();
  return (await lastCommit(setting, eventId)) - begin / 1_000;
};

/** As the whole way ends. @returns epoch seconds */
const lastCommit = (setting: Setting, eventId: string): Promise<number> =>
  asAdmin(setting, async (client) => {
    const { rows } = await client.query<{ last: number }>(
      `select extract(epoch from max(pg_xact_commit_timestamp(xmin)))::float8 as last
       from dispatch.chunk where event_id = $1`,
      [eventId],
    );
    return rows[0]?.last ?? Number.NaN;
  });

/** (b) One statement on one connection that may do anything. */
export const insertSelect = async (setting: Setting, dispatchNo: number): Promise<number> => {
  return asAdmin(setting, (client) =>
    seconds(() =>
      client.query(
        `insert into inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no)
         select merchant_id, user_id, $2::integer, bucket, 0 from dispatch.audience where merchant_id = $1
         order by bucket, user_id on conflict do nothing`,
        [setting.merchantId, dispatchNo],
      ),
    ),
  );
};

const plainTable = `
  create schema if not exists plain;
  drop table if exists plain.message;
  create table plain.message (
    message_id uuid primary key default gen_random_uuid(),
    user_id uuid not null,
    event_id uuid not null,
    dispatch_date date not null,
    content jsonb not null,
    is_read boolean not null default false,
    created_at timestamptz not null default now(),
    unique (user_id, event_id, dispatch_date)
  );
  create index on plain.message (user_id);
  create index on plain.message (user_id, is_read);`;

/** (d) The consumer that the source document describes: fetch a batch of users, insert row by row, over 20 connections. */
export const rowByRow = async (setting: Setting, rows: number): Promise<number> => {
  const pool = new pg.Pool({ connectionString: setting.adminUrl, max: 20 });
  await pool.query(plainTable);
  const content = JSON.stringify({ title: 'Ten percent off', body: 'All week.' });
  const eventId = crypto.randomUUID();
  const batch = 1_000;
  const taken = await seconds(async () => {
    let after = '00000000-0000-0000-0000-000000000000';
    for (let left = rows; left > 0; left -= batch) {
      const users = await pool.query<{ user_id: string }>(
        `select user_id from dispatch.audience where merchant_id = $1 and user_id > $2
         order by user_id limit $3`,
        [setting.merchantId, after, Math.min(batch, left)],
      );
      await Promise.all(
        users.rows.map(({ user_id }) =>
          pool.query(
            `insert into plain.message (user_id, event_id, dispatch_date, content)
             values ($1, $2, current_date, $3) on conflict do nothing`,
            [user_id, eventId, content],
          ),
        ),
      );
      after = users.rows.at(-1)?.user_id ?? after;
    }
  });
  await pool.end();
  return taken;
};

/** Customers of a merchant, in three languages, as the customer topics would leave them; and a vacuum, so that all begin alike. */
export const fillAudience = async (setting: Setting): Promise<void> => {
  await asAdmin(setting, async (client) => {
    await client.query(
      `insert into dispatch.audience (merchant_id, user_id, locale, changed_at, changed_by)
       select $1, gen_random_uuid(), (array['en', 'ar', 'he'])[1 + n % 3], now(), gen_random_uuid()
       from generate_series(1, $2::int) n`,
      [setting.merchantId, setting.customers],
    );
    await client.query(
      `insert into dispatch.audience_locale select $1, unnest(array['en', 'ar', 'he']) on conflict do nothing`,
      [setting.merchantId],
    );
    await client.query('vacuum analyze dispatch.audience');
  });
};
