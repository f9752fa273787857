import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { provisionDatabase } from '@promenade/core/host';
import { publishTestServices } from '@promenade/core/testing';
import { freePort, startPostgres, startRestate } from '@promenade/embedded';
import pg from 'pg';
import { median } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';
import { bareCopy, fillAudience, insertSelect, rowByRow, type Setting } from './baselines.js';
import { MeasuredHost } from './measured-host.js';

const usage = `npm run bench:dispatch -- [--customers 1000000] [--brokers 127.0.0.1:29092] [--rounds 5] [--lanes 3]`;

const wholeNumber = wholeNumberOf(usage);

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    brokers: { type: 'string', default: '127.0.0.1:29092' },
    rounds: { type: 'string', default: '5' },
    lanes: { type: 'string', default: '3' },
  },
});
const customers = wholeNumber('customers', values.customers, 1_000);
const rounds = wholeNumber('rounds', values.rounds, 1);
const lanes = wholeNumber('lanes', values.lanes, 1);

/**
 * Durability as PostgreSQL has it, and log enough that no checkpoint falls into one way and not into another. As on a server that
 * has been up for a while, files of the log and pages of memory are used again: to make new ones takes a third of the time.
 */
const settings = {
  shared_buffers: '1GB',
  min_wal_size: '8GB',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  // When a chunk was committed, to the microsecond, whoever looks and when.
  track_commit_timestamp: 'on',
};

const folder = await mkdtemp(join(tmpdir(), 'promenade-bench-'));
const onLog = (): void => undefined;
const postgres = await startPostgres({
  dataDir: join(folder, 'postgres'),
  port: await freePort(),
  onLog,
  settings,
});
const restate = await startRestate({
  dataDir: join(folder, 'restate'),
  ports: { ingress: await freePort(), admin: await freePort(), node: await freePort() },
  onLog,
});
publishTestServices({
  postgresUrl: postgres.url,
  postgresVersion: postgres.version,
  restateIngressUrl: restate.ingressUrl,
  restateAdminUrl: restate.adminUrl,
  restateIdentityKey: restate.identityKey,
});
const urls = await provisionDatabase({
  adminUrl: postgres.url,
  database: 'bench',
  password: 'bench',
});
const adminUrl = new URL(postgres.url);
adminUrl.pathname = '/bench';
const setting: Setting = {
  urls,
  adminUrl: adminUrl.href,
  merchantId: randomUUID(),
  customers,
  lanes,
};

const admin = new pg.Client({ connectionString: adminUrl.href });
/** Takes the publication, keeps the timers, relays. */
const front = new MeasuredHost();
/** Only consumes, with what docs/guides/delivery.md recommends for such a host. */
const dispatcher = new MeasuredHost({
  NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=160',
  MALLOC_ARENA_MAX: '1',
});
const hosts = [front, dispatcher];
/** The first rounds warm up all that takes part, and do not count: hosts run for weeks. */
const warmUp = 2;
try {
  const kafka = {
    brokers: values.brokers.split(','),
    clientId: 'bench',
    replicationFactor: 1,
    defaultPartitions: 12,
    partitions: { 'promotion.dispatch': 64 },
    compacted: [],
    prefix: `bench-${randomUUID().slice(0, 8)}.`,
  };
  await front.ask({ do: 'start', urls, kafka, lanes, roles: ['http', 'relay', 'timers'] });
  await dispatcher.ask({ do: 'start', urls, kafka, lanes, roles: ['consumers'] });
  await admin.connect();
  await measure();
} finally {
  await admin.end();
  await Promise.all(hosts.map((host) => host.stop()));
  await restate.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** An empty partition of the messages' table, and its first number. */
async function emptyDay(date: string): Promise<number> {
  await admin.query('select inbox.drop_day($1)', [date]);
  await admin.query('select inbox.open_day($1)', [date]);
  const { rows } = await admin.query<{ no: number }>('select inbox.first_no($1) as no', [date]);
  return rows[0]?.no ?? 0;
}

/** What was done before is on the disk, and its part of the log free to be used again. */
async function rest(): Promise<void> {
  await admin.query('checkpoint');
  await pause(500);
}

async function walBytes(): Promise<number> {
  const { rows } = await admin.query<{ bytes: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as bytes`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** @returns `YYYY-MM-DD` */
function dateIn(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

async function secondsOf(answer: Promise<{ readonly seconds?: number }>): Promise<number> {
  return (await answer).seconds ?? Number.NaN;
}

async function measure(): Promise<void> {
  const { merchantId } = setting;
  await fillAudience(setting);
  const today = dateIn(0);
  const copied: number[] = [];
  const selected: number[] = [];
  const whole: number[] = [];
  const wal: number[] = [];
  let eventId = '';
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const prebuilt = await emptyDay('2030-01-01');
    await rest();
    copied.push(await bareCopy(setting, prebuilt));
    const toSelect = await emptyDay('2030-01-02');
    await rest();
    selected.push(await insertSelect(setting, toSelect));
    await emptyDay(today);
    await rest();
    const before = await walBytes();
    const answer = await front.ask({ do: 'whole way', merchantId });
    wal.push(((await walBytes()) - before) / customers);
    whole.push(answer.seconds ?? Number.NaN);
    eventId = answer.eventId ?? '';
    const { rows } = await admin.query<{ count: number }>(
      'select count(*)::int from inbox.customer_message where merchant_id = $1 and event_id = $2',
      [merchantId, eventId],
    );
    if (rows[0]?.count !== customers) throw new Error(`${rows[0]?.count} messages of ${customers}`);
  }
  for (const figures of [copied, selected, whole, wal]) figures.splice(0, warmUp);
  const memory = (await dispatcher.ask({ do: 'memory' })).bytes ?? Number.NaN;
  const plain = (await rowByRow(setting, customers / 10)) * 10;

  const days: number[] = [];
  for (let number = 1; number <= 7; number += 1) {
    await rest();
    const order = { do: 'day', merchantId, eventId, date: dateIn(number) } as const;
    days.push(await secondsOf(front.ask(order)));
  }
  const replayed = { do: 'day', merchantId, eventId, date: dateIn(7) } as const;
  const replays: number[] = [];
  for (let replay = 0; replay < 5; replay += 1) {
    await rest();
    replays.push(await secondsOf(front.ask(replayed)));
  }
  await admin.query(`delete from dispatch.chunk where event_id = $1 and dispatch_date = $2`, [
    eventId,
    dateIn(7),
  ]);
  await rest();
  const withoutLedger = await secondsOf(front.ask(replayed));

  const one: Setting = { ...setting, merchantId: randomUUID(), customers: 1 };
  await fillAudience(one);
  const idle: number[] = [];
  for (let event = 0; event < 15; event += 1) {
    await pause(500);
    idle.push(await secondsOf(front.ask({ do: 'single', merchantId: one.merchantId })));
  }

  const rate = (taken: number): number => Math.round(customers / taken);
  printResult({
    bench: 'dispatch',
    setting: {
      postgres: postgres.version,
      node: process.version,
      customers,
      rounds,
      lanes,
      ...settings,
    },
    columns: ['way', 'seconds', 'rows/s'],
    rows: [
      [
        '(a) binary COPY of prebuilt rows, with ledger',
        median(copied).toFixed(2),
        rate(median(copied)),
      ],
      [
        '(b) one INSERT … SELECT … ON CONFLICT',
        median(selected).toFixed(2),
        rate(median(selected)),
      ],
      ['(c) the whole way, publish to last row', median(whole).toFixed(2), rate(median(whole))],
      ['(d) row by row over 20 connections', plain.toFixed(2), rate(plain)],
      ['day 1, slices to last row', (days[0] ?? 0).toFixed(2), rate(days[0] ?? 0)],
      ['day 7, slices to last row', (days[6] ?? 0).toFixed(2), rate(days[6] ?? 0)],
      ['replay with the ledger', median(replays).toFixed(3), ''],
      ['replay without it', withoutLedger.toFixed(2), rate(withoutLedger)],
      ['publish to row, one customer, idle (median)', median(idle).toFixed(3), ''],
      ['WAL bytes a row', '', Math.round(median(wal))],
      ['peak memory of the dispatching host, MiB', '', Math.round(memory / 1_048_576)],
    ],
    ratios: {
      vs_bare_copy: median(copied) / median(whole),
      vs_insert_select: median(selected) / median(whole),
      vs_row_by_row: plain / median(whole),
      day_7_vs_day_1: (days[0] ?? 0) / (days[6] ?? 0),
    },
    details: { copied, selected, whole, wal, days, replays, withoutLedger, idle, memory },
  });
}
