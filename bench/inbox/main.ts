import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseRoles, provisionDatabase } from '@promenade/core/host';
import { freePort, startPostgres } from '@promenade/embedded';
import pg from 'pg';
import { Platform } from '../../e2e/support/platform.js';
import { quantile } from '../median.js';
import { printResult } from '../print-result.js';
import { wholeNumberOf } from '../whole-number.js';
import { ExplainedStatements, type Statement } from './explained-statements.js';
import {
  type Customer,
  dispatchToAll,
  fillMessages,
  someCustomers,
  vacuum,
} from './fill-messages.js';
import { MeasuredInbox, operations } from './measured-inbox.js';
import { TimedRequests } from './timed-requests.js';

const usage =
  'npm run bench:inbox -- [--rows 20000000] [--messages 50] [--days 40] [--data <folder>] [--requests 4000] [--readers 2000] [--concurrency 2]';
/** What a page, a count and a mark may take: milliseconds, and shared buffers of their statements. */
const limits = { milliseconds: 5, buffers: 30 };
const rounds = 4;
const warmUp = 200;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '20000000' },
    messages: { type: 'string', default: '50' },
    days: { type: 'string', default: '40' },
    // Where the filled database stays, for another run of the same setting.
    data: { type: 'string' },
    requests: { type: 'string', default: '4000' },
    readers: { type: 'string', default: '2000' },
    concurrency: { type: 'string', default: '2' },
  },
});

const wholeNumber = (name: Exclude<keyof typeof values, 'data'>): number =>
  wholeNumberOf(usage)(name, values[name]);
const rows = wholeNumber('rows');
const days = wholeNumber('days');
const messages = wholeNumber('messages');
const requests = wholeNumber('requests');
const concurrency = wholeNumber('concurrency');
const customers = Math.ceil(rows / messages);
const readers = wholeNumber('readers');
/** Who ask for the first time: while the clock runs, and while statements are explained. */
const newcomers = { timed: 1_000, explained: 400 };
const explainedRequests = 400;

/** Durability as PostgreSQL has it; the vacuum is run by hand, when all rows are there. */
const settings = { shared_buffers: '1GB', max_wal_size: '8GB', autovacuum: 'off' };

const folder = values.data ?? (await mkdtemp(join(tmpdir(), 'promenade-bench-')));
const statements = new ExplainedStatements();
const postgres = await startPostgres({
  dataDir: join(folder, 'postgres'),
  port: await freePort(),
  onLog: statements.take,
  settings,
});
const urls = await provisionDatabase({
  adminUrl: postgres.url,
  database: 'bench',
  password: 'bench',
});
const adminUrl = new URL(postgres.url);
adminUrl.pathname = '/bench';
const admin = new pg.Client({ connectionString: adminUrl.href });
const host = await Platform.create({
  PROMENADE_DATABASE_OWNER_URL: urls.owner,
  PROMENADE_DATABASE_APPLICATION_URL: urls.application,
  PROMENADE_DATABASE_RELAY_URL: urls.relay,
  PROMENADE_DATABASE_FAN_OUT_URL: urls.fanOut,
  PROMENADE_HTTP_SESSION_KEY: randomBytes(32).toString('base64url'),
  PROMENADE_LOG_TO: 'file',
});
const timed = new TimedRequests(concurrency);
try {
  await admin.connect();
  await host.start('--roles', 'http');
  await measure();
} finally {
  timed.close();
  await admin.end();
  await host.remove();
  await postgres.stop();
  if (values.data === undefined) await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const filled = await fillOnce();
  const tokensOf = async (list: readonly Customer[]): Promise<string[]> =>
    (
      await Promise.all(
        [...Map.groupBy(list, ({ merchant_id }) => merchant_id)].map(([merchantId, some]) =>
          host.tokens(
            'customer',
            some.map(({ user_id }) => user_id),
            merchantId,
          ),
        ),
      )
    ).flat();
  const others = await someCustomers(admin, 'newcomers', newcomers.timed + newcomers.explained);
  const chosen = await someCustomers(admin, 'readers', readers);
  const inbox = await MeasuredInbox.open(
    host,
    await tokensOf(chosen),
    await tokensOf(others),
    timed,
  );
  const ofHost: Record<string, number[]> = {};
  const ofBare: Record<string, number[]> = {};
  for (const operation of operations) {
    await news(inbox);
    // Compiled and connected before it counts.
    await inbox.ofBareRoute(operation, warmUp);
    if (operation !== 'first page') await inbox.ofHost(operation, warmUp);
    const all = operation === 'first page' ? newcomers.timed : requests;
    const sides = [
      async () => (ofHost[operation] ??= []).push(...(await inbox.ofHost(operation, all / rounds))),
      async () =>
        (ofBare[operation] ??= []).push(...(await inbox.ofBareRoute(operation, all / rounds))),
    ];
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
    }
  }

  await ExplainedStatements.begin(admin, databaseRoles.application);
  await host.interrupt();
  await host.start('--roles', 'http');
  // One at a time, so that one plan at a time is written to the log.
  const oneByOne = new TimedRequests(1);
  const explained: Record<string, ReturnType<ExplainedStatements['collect']>> = {};
  // New sessions fill their caches of the catalogue and of plans first.
  for (const operation of operations) {
    if (operation !== 'first page') await inbox.ofHost(operation, warmUp, oneByOne);
  }
  for (const operation of operations) {
    await news(inbox);
    statements.collect();
    await inbox.ofHost(operation, explainedRequests, oneByOne);
    explained[operation] = statements.collect();
  }
  oneByOne.close();
  inbox.close();
  const buffersOf = (operation: string): number =>
    sum((explained[operation] ?? []).map((statement) => perRequest(statement, 0.99)));

  const p99 = (side: Record<string, number[]>, operation: string): number =>
    quantile(side[operation] ?? [], 0.99);
  const milliseconds = (side: Record<string, number[]>, operation: string): string[] =>
    [0.5, 0.99].map((share) => quantile(side[operation] ?? [], share).toFixed(2));
  printResult({
    bench: 'inbox',
    setting: {
      postgres: postgres.version,
      node: process.version,
      cpus: availableParallelism(),
      load: loadavg()[0] ?? 0,
      rows: customers * messages,
      customers,
      days,
      messages,
      requests,
      readers,
      concurrency,
      ...settings,
    },
    columns: [
      '',
      'p50 ms',
      'p99 ms',
      'bare p50',
      'bare p99',
      'buffers p50',
      'p99',
      'most',
      'times',
    ],
    rows: [
      [`${customers * messages} rows, filled in ${filled.toFixed(0)} s`],
      ...operations.flatMap((operation) => [
        [operation, ...milliseconds(ofHost, operation), ...milliseconds(ofBare, operation)],
        ...(explained[operation] ?? []).map((statement) => [
          `  ${shortened(statement.text)}`,
          '',
          '',
          '',
          '',
          perRequest(statement, 0.5),
          perRequest(statement, 0.99),
          Math.max(...statement.buffers),
          statement.buffers.length,
        ]),
      ]),
    ],
    ratios: Object.fromEntries(
      operations.flatMap((operation) => {
        const name = operation.replaceAll(' ', '_');
        const taken = p99(ofHost, operation);
        return [
          [`${name}_p99_vs_bare_route`, taken / p99(ofBare, operation)],
          [`${name}_p99_over_limit`, taken / limits.milliseconds],
          [`${name}_buffers_over_limit`, buffersOf(operation) / limits.buffers],
        ];
      }),
    ),
    details: { ofHost, ofBare, explained, torn: statements.torn },
  });
}

/** Every reader is up to date, and then gets one more message, so that there is something new for whoever asks next. */
async function news(inbox: MeasuredInbox): Promise<void> {
  await inbox.readPages();
  await dispatchToAll(admin, 0);
  await vacuum(admin);
}

/** @returns seconds; 0 when the folder holds what another run has filled */
async function fillOnce(): Promise<number> {
  const setting = JSON.stringify({ customers, messages, days });
  await admin.query('create table if not exists filling (setting text)');
  const { rows: earlier } = await admin.query<{ setting: string }>('select setting from filling');
  if (earlier[0]?.setting === setting) return 0;
  if (earlier[0]) throw new Error(`${folder} holds another filling: ${earlier[0].setting}`);
  const begin = performance.now();
  await fillMessages(admin, { customers, messages, days });
  await admin.query('insert into filling values ($1)', [setting]);
  return (performance.now() - begin) / 1_000;
}

/** The buffers that a statement costs a request; most requests do without some statements. */
function perRequest({ buffers }: Statement, share: number): number {
  const without = Math.max(0, explainedRequests - buffers.length);
  return quantile([...buffers, ...Array<number>(without).fill(0)], share);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Enough of a statement to know it by. */
function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 45)} … ${text.slice(-22)}` : text;
}
