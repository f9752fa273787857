import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definePlugin, type MerchantJob } from '@promenade/core';
import { createTestHost, eventually, type TestHost } from '@promenade/core/testing';
import { callCli, environmentOf } from './testing/call-cli.js';

const spec = {
  id: 'press',
  version: '1.0.0',
  host: '*',
  enablement: 'opt-out',
  permissions: { 'press.print': { summary: 'Print', roles: ['service'] } },
} as const;
const yearly = { permission: 'press.print', cron: '@yearly' };
const paper = { ...yearly, name: 'order-paper', per: 'installation' } as const;
const letters = {
  ...yearly,
  name: 'letters',
  per: 'merchant',
  timezone: 'Asia/Jerusalem',
} as const;

let folder: string;
let host: TestHost;
let printed: string[] = [];

beforeAll(async () => {
  const print: MerchantJob = {
    ...letters,
    run: async (_scope, { merchantId }) => {
      printed.push(merchantId);
      if (merchantId !== host.merchantId) throw new Error('no ink');
    },
  };
  const plugin = definePlugin({
    ...spec,
    contributes: {
      jobs: [{ ...paper, run: async () => void printed.push('paper') }, print],
    },
  });
  host = await createTestHost({ plugins: [plugin] });
  folder = mkdtempSync(join(tmpdir(), 'promenade-jobs-'));
  const plain = { ...spec, contributes: { jobs: [paper, letters] } };
  writeFileSync(
    join(folder, 'press.mjs'),
    `export default { $$type: 'promenade/plugin', contract: 1, spec: ${JSON.stringify(plain)} };`,
  );
  const config = JSON.stringify({ plugins: ['./press.mjs'] });
  writeFileSync(join(folder, 'promenade.config.json'), config);
});
afterAll(async () => {
  await host?.stop();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) =>
  callCli(['jobs', ...args], { folder, environment: environmentOf(host.urls) });

describe('promenade jobs', () => {
  test('lists what is planned, lets it run now, and shows how it went', async () => {
    await eventually(async () => {
      const { out } = await run('list');
      expect(out).toMatch(/^ {2}JOB +PER +CRON +TIME ZONE +NEXT +LAST RUN +OUTCOME\n/);
      expect(out).toMatch(
        /press\/order-paper +installation +@yearly +UTC +\d{4}-01-01T00:00:00Z +- +-\n/,
      );
      expect(out).toMatch(/press\/letters +merchant +@yearly +Asia\/Jerusalem +- +- +-\n/);
    });
    const before = await run('run', 'press/letters');
    expect(before).toMatchObject({ exitCode: 1, out: '' });
    expect(before.err).toMatch(/no run of 'press\/letters' is planned/);

    expect(await run('run', 'press/order-paper')).toMatchObject({
      exitCode: 0,
      err: '',
      out: expect.stringMatching(/^press\/order-paper runs now;/),
    });
    await eventually(async () =>
      expect((await run('list')).out).toMatch(/press\/order-paper .*Z +\S+Z +succeeded\n/),
    );
    expect(printed).toEqual(['paper']);
  });

  test('lets a job run for one merchant or all of them', async () => {
    printed = [];
    const other = '0194d5b0-7c8e-7000-8000-000000000001';
    // The one that is waited for below comes last: then both are planned.
    for (const merchantId of [other, host.merchantId]) {
      await host.database.transaction(merchantId, async () => undefined);
    }
    // Moving any run makes the host plan, which finds the new merchants.
    await run('run', 'press/order-paper');
    await eventually(async () =>
      expect((await run('run', 'press/letters', '--merchant', host.merchantId)).out).toMatch(
        new RegExp(`^press/letters runs now for ${host.merchantId};`),
      ),
    );
    await eventually(async () =>
      expect((await run('list', '--merchant', host.merchantId)).out).toMatch(
        /press\/letters .* succeeded\n/,
      ),
    );
    expect(printed).not.toContain(other);
    expect((await run('run', 'press/letters')).out).toMatch(/runs now for 2 merchants;/);
    await eventually(async () =>
      expect((await run('list')).out).toMatch(/1 succeeded, 1 failed \(no ink\)\n/),
    );
  });

  test.each([
    [
      ['run', 'press/unheard-of'],
      /no job 'press\/unheard-of'.*\n.*press\/order-paper, press\/letters/,
    ],
    [
      ['run', 'press/order-paper', '--merchant', 'acme'],
      /not per merchant.*\n.*Leave out --merchant/,
    ],
    [['list', '--merchant', 'nobody'], /no merchant named 'nobody'/],
  ])('says what is wrong with %j', async (args, message) => {
    const { exitCode, err } = await run(...args);
    expect(exitCode).toBe(1);
    expect(err).toMatch(message);
  });
});
