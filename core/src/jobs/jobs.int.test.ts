import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '@promenade/embedded';
import { logContext } from '../context/request-context.js';
import type { DatabaseUrls } from '../database/database-roles.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import type { JobContribution } from './job.js';
import { installation } from './job-address.js';
import { loseTimer } from './testing/lose-timer.js';

interface Run {
  readonly merchantId?: string;
  readonly log: unknown;
}

let host: TestHost | undefined;
let urls: DatabaseUrls | undefined;
let timersPort: number;
let runs: Run[];
let work: (signal: AbortSignal, count: number) => Promise<void>;

const everySecond = { name: 'tick', permission: 'clockwork.tick', cron: '* * * * * *' };
const yearly = { ...everySecond, cron: '@yearly' };
const done = async (signal: AbortSignal): Promise<void> => {
  runs.push({ log: logContext.getStore() });
  await work(signal, runs.length);
};
const ofInstallation = (base = everySecond, atStart = false): JobContribution => ({
  ...base,
  per: 'installation',
  atStart,
  run: (_scope, { signal }) => done(signal),
});
const ofMerchants = (base = everySecond): JobContribution => ({
  ...base,
  per: 'merchant',
  run: async (_scope, { merchantId, signal }) => {
    runs.push({ merchantId, log: logContext.getStore() });
    await work(signal, runs.length);
  },
});

const start = async (...jobs: JobContribution[]): Promise<TestHost> => {
  const plugin = samplePlugin('clockwork', {
    permissions: { 'clockwork.tick': { summary: 'Tick', roles: ['service'] } },
    contributes: { jobs },
  });
  host = await createTestHost({ plugins: [plugin], timersPort, ...(urls && { urls }) });
  urls = host.urls;
  return host;
};

interface Row extends Record<string, unknown> {
  readonly next_at: Date;
  readonly attempts: number;
  readonly outcome: string | null;
}
const asRelay = (text: string, values: readonly unknown[] = []): Promise<Row[]> => {
  if (!urls) throw new Error('no host was started');
  return queryAs<Row>(urls.relay, text, values);
};
const planned = async (merchantId = installation): Promise<Row | undefined> => {
  const text = 'select * from promenade.job_run where merchant_id = $1';
  const [row] = await asRelay(text, [merchantId]);
  return row;
};
const move = (interval: string) =>
  asRelay(`update promenade.job_run set next_at = now() + $1::interval`, [interval]);
const metrics = async (): Promise<string> => (await fetch(`${host?.baseUrl}/metrics`)).text();
const ran = (times: number) => eventually(() => expect(runs.length).toBeGreaterThanOrEqual(times));

beforeEach(async () => {
  timersPort = await freePort();
  runs = [];
  work = async () => undefined;
});
afterEach(async () => {
  await host?.stop();
  host = undefined;
  urls = undefined;
});

describe('a job of the installation', () => {
  test('runs at each due time, once, and what became of it is known', async () => {
    const dueTimes: string[] = [];
    work = async () => void dueTimes.push((await planned())?.next_at.toISOString() ?? '');
    await start(ofInstallation());
    await ran(3);
    await eventually(async () => expect(await planned()).toMatchObject({ outcome: 'succeeded' }));
    expect(new Set(dueTimes).size).toBe(dueTimes.length);
    expect(runs[0]?.log).toMatchObject({ plugin_id: 'clockwork', job: 'tick' });
    expect(runs[0]?.log).not.toHaveProperty('merchant_id');
    expect(await metrics()).toMatch(
      /promenade_job_runs_total\{plugin="clockwork",job="tick",outcome="succeeded"\} \d/,
    );
    expect(await metrics()).toMatch(/promenade_job_last_success_timestamp_seconds\{.*\} 1\d+/);
  });

  test('does not overlap itself: what comes due meanwhile is one run', async () => {
    const first = Promise.withResolvers<void>();
    work = (_signal, count) => (count === 1 ? first.promise : Promise.resolve());
    await start(ofInstallation());
    await ran(1);
    const due = (await planned())?.next_at.getTime() ?? 0;
    await eventually(() => expect(Date.now()).toBeGreaterThan(due + 3_000));
    expect(runs).toHaveLength(1);
    first.resolve();
    await eventually(async () =>
      expect((await planned())?.next_at.getTime()).toBeGreaterThan(due + 3_000),
    );
  });

  test('that fails is tried again, then counts as failed, and the next run comes as planned', async () => {
    work = async (_signal, count) => {
      if (count <= 4) throw new Error('no paper');
    };
    await start(ofInstallation(yearly, true));
    const failed = await eventually(async () => {
      const row = await planned();
      expect(row?.outcome).toBe('failed');
      return row;
    });
    expect(failed).toMatchObject({ attempts: 0, reason: 'no paper' });
    expect(failed?.next_at.getUTCMonth()).toBe(0);
    expect(runs).toHaveLength(4);
    expect(await metrics()).toMatch(/promenade_job_failed_attempts_total\{.*\} 4/);
    expect(await metrics()).toMatch(/promenade_job_runs_total\{.*outcome="failed"\} 1/);
    // An operator lets it run.
    await move('0 seconds');
    await asRelay('notify promenade_jobs');
    await ran(5);
    await eventually(async () => expect((await planned())?.outcome).toBe('succeeded'));
  });

  test('whose runs were missed while no host was there is made up for once', async () => {
    await start(ofInstallation(yearly));
    await eventually(async () => expect(await planned()).toBeDefined());
    await host?.stop();
    await move('-3 years');
    await start(ofInstallation(yearly));
    await ran(1);
    await eventually(async () =>
      expect((await planned())?.next_at.getTime()).toBeGreaterThan(Date.now()),
    );
    expect(runs).toHaveLength(1);
  });

  test('survives the loss of the timer store, and what is armed stays where it is', async () => {
    const { restateKey } = await start(ofInstallation()).then(() => ({
      restateKey: `clockwork/$job/${installation}/tick`,
    }));
    await ran(1);
    await loseTimer(new URL(urls?.application ?? '').pathname.slice(1), restateKey);
    const before = runs.length;
    const lost = await planned();
    await asRelay('notify promenade_jobs');
    await ran(before + 2);
    expect((await planned())?.next_at.getTime()).toBeGreaterThan(lost?.next_at.getTime() ?? 0);
  });

  test('is begun anew where the host stopped in the midst of it, and takes a new schedule', async () => {
    work = (signal, count) =>
      count > 1
        ? Promise.resolve()
        : new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(new Error('stopped'))),
          );
    await start(ofInstallation(yearly, true));
    await ran(1);
    await host?.stop();
    expect(await planned()).toMatchObject({ attempts: 0, run_id: null, outcome: null });
    await start(ofInstallation(yearly));
    await ran(2);
    await eventually(async () => expect((await planned())?.outcome).toBe('succeeded'));
    const before = await planned();
    await host?.stop();
    await start(ofInstallation({ ...yearly, cron: '30 2 1 7 *' }));
    await eventually(async () =>
      expect((await planned())?.next_at.toISOString()).toMatch(/-07-01T02:30:00/),
    );
    expect(before?.next_at.toISOString()).toMatch(/-01-01T00:00:00/);
    expect(runs).toHaveLength(2);
  });
});

describe('two hosts', () => {
  test('plan and start the same job, and each due time has one run', async () => {
    const dueTimes: string[] = [];
    work = async () => void dueTimes.push((await planned())?.next_at.toISOString() ?? '');
    const first = await start(ofInstallation(everySecond, true));
    timersPort = await freePort();
    await start(ofInstallation(everySecond, true));
    try {
      const begun = runs.length;
      await ran(begun + 4);
      await asRelay('notify promenade_jobs');
      await ran(begun + 6);
      // A host that starts moves what comes next to that moment, which the run in hand may read as its own.
      const ofSchedule = dueTimes.filter((due) => due.endsWith('.000Z'));
      expect(ofSchedule.length).toBeGreaterThanOrEqual(3);
      expect(new Set(ofSchedule).size).toBe(ofSchedule.length);
      expect(await asRelay('select from promenade.job_run')).toHaveLength(1);
    } finally {
      await first.stop();
    }
  });
});

describe('a job per merchant', () => {
  const meet = async (merchantId: string): Promise<void> => {
    await host?.database.transaction(merchantId, async () => undefined);
  };

  test('runs for each known merchant who has the plugin on, in its name', async () => {
    await start(ofMerchants(yearly));
    const [acme, bazaar, cafe] = [randomUUID(), randomUUID(), randomUUID()];
    for (const merchantId of [acme, bazaar, cafe]) await meet(merchantId);
    await host?.directory.switch(bazaar, { pluginId: 'clockwork', enabled: false, by: 'test' });
    await asRelay('notify promenade_jobs');
    await eventually(async () => expect(await planned(cafe)).toBeDefined());
    await move('0 seconds');
    await asRelay('notify promenade_jobs');
    await eventually(async () => {
      expect((await planned(acme))?.outcome).toBe('succeeded');
      expect((await planned(bazaar))?.outcome).toBe('skipped');
      expect((await planned(cafe))?.outcome).toBe('succeeded');
    });
    expect(runs).toHaveLength(2);
    expect(new Set(runs.map(({ merchantId }) => merchantId))).toEqual(new Set([acme, cafe]));
    for (const { merchantId, log } of runs) expect(log).toMatchObject({ merchant_id: merchantId });
    expect(await planned()).toBeUndefined();
    expect(await metrics()).toMatch(/promenade_job_runs_total\{.*outcome="skipped"\} 1/);
  });

  test('does not run for all merchants at once', async () => {
    await start(ofMerchants(yearly));
    let [atOnce, most] = [0, 0];
    const gate = Promise.withResolvers<void>();
    work = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await gate.promise;
      atOnce -= 1;
    };
    const merchants = Array.from({ length: 20 }, () => randomUUID());
    await Promise.all(merchants.map(meet));
    await asRelay('notify promenade_jobs');
    await eventually(async () =>
      expect(await asRelay('select from promenade.job_run')).toHaveLength(20),
    );
    await move('0 seconds');
    await asRelay('notify promenade_jobs');
    await ran(4);
    gate.resolve();
    await ran(20);
    expect(most).toBe(4);
    expect(new Set(runs.map(({ merchantId }) => merchantId))).toEqual(new Set(merchants));
  });
});
