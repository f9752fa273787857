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
import { ExplainedStatements } from './explained-statements.js';
import { fillMessages } from './fill-messages.js';
import { MeasuredInbox, operations } from './measured-inbox.js';
import { TimedRequests } from './timed-requests.js';

const usage =
  'npm run bench:inbox -- [--rows 20000000] [--days 5] [--dispatches 4] [--requests 4000] [--readers 2000] [--concurrency 2]';
/** What a page, a count and a mark may take: milliseconds, and shared buffers of their statements. */
const limits = { milliseconds: 5, buffers: 30 };
const rounds = 4;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '20000000' },
    days: { type: 'string', default: '5' },
    dispatches: { type: 'string', default: '4' },
    requests: { type: 'string', default: '4000' },
    readers: { type: 'string', default: '2000' },
    concurrency: { type: 'string', default: '2' },
  },
});

const wholeNumber = (name: keyof typeof values): number => {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new Error(`--${name} must be a whole number from 1, not ${values[name]}.\n${usage}`);
};
const rows = wholeNumber('rows');
const days = wholeNumber('days');
const dispatches = wholeNumber('dispatches');
const requests = wholeNumber('requests');
const concurrency = wholeNumber('concurrency');
const customers = Math.ceil(rows / (days * dispatches));
const readers = Math.min(wholeNumber('readers'), customers);

/** Durability as PostgreSQL has it; the vacuum is run by hand, when all rows are there. */
const settings = { shared_buffers: '1GB', max_wal_size: '8GB', autovacuum: 'off' };

const folder = await mkdtemp(join(tmpdir(), 'promenade-bench-'));
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
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const session = await host.api<{ merchant_id: string }>(
    'GET',
    '/api/platform/v1/session',
    await host.token('merchant-admin', 'bench'),
  );
  const merchantId = session.merchant_id;
  const begin = performance.now();
  await fillMessages(admin, { merchantId, customers, days, dispatches });
  const filled = (performance.now() - begin) / 1_000;
  const chosen = await admin.query<{ user_id: string }>(
    'select user_id from customer order by md5(user_id::text) limit $1',
    [readers],
  );
  const tokens = await host.tokens(
    'customer',
    chosen.rows.map(({ user_id }) => user_id),
    merchantId,
  );
  const inbox = await MeasuredInbox.open(host, tokens, timed);

  const ofHost: Record<string, number[]> = {};
  const ofBare: Record<string, number[]> = {};
  for (const operation of operations) {
    // Compiled and connected before it counts.
    await inbox.ofBareRoute(operation, 200);
    await inbox.ofHost(operation, 200);
    const sides = [
      async () =>
        (ofHost[operation] ??= []).push(...(await inbox.ofHost(operation, requests / rounds))),
      async () =>
        (ofBare[operation] ??= []).push(...(await inbox.ofBareRoute(operation, requests / rounds))),
    ];
    for (let round = 0; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
    }
  }

  // The marks of above are of a few customers; elsewhere autovacuum would have been there.
  await admin.query('vacuum inbox.message_state');
  await ExplainedStatements.begin(admin, databaseRoles.application);
  await host.interrupt();
  await host.start('--roles', 'http');
  const explained: Record<string, ReturnType<ExplainedStatements['collect']>> = {};
  for (const operation of operations) {
    // New sessions fill their caches of the catalogue first.
    await inbox.ofHost(operation, 50);
    statements.collect();
    await inbox.ofHost(operation, 400);
    explained[operation] = statements.collect();
  }
  inbox.close();
  const buffersOf = (operation: string): number =>
    Math.max(...(explained[operation] ?? []).map(({ buffers }) => quantile(buffers, 0.99)));

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
      rows: customers * days * dispatches,
      customers,
      days,
      dispatches,
      requests,
      readers,
      concurrency,
      ...settings,
    },
    columns: ['', 'p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'buffers p50', 'p99', 'most'],
    rows: [
      [`${customers * days * dispatches} rows, filled in ${filled.toFixed(0)} s`],
      ...operations.flatMap((operation) => [
        [operation, ...milliseconds(ofHost, operation), ...milliseconds(ofBare, operation)],
        ...(explained[operation] ?? []).map(({ text, buffers }) => [
          `  ${shortened(text)}`,
          '',
          '',
          '',
          '',
          quantile(buffers, 0.5),
          quantile(buffers, 0.99),
          Math.max(...buffers),
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
    details: { ofHost, ofBare, explained },
  });
}

/** Enough of a statement to know it by. */
function shortened(text: string): string {
  return text.length > 70 ? `${text.slice(0, 45)} … ${text.slice(-22)}` : text;
}
