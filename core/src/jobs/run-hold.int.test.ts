import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { installation } from './job-address.js';
import { JobRuns } from './job-runs.js';
import { type HeldRun, RunHold } from './run-hold.js';

let host: TestHost;
let count = 0;
let address = { pluginId: 'press', job: '', merchantId: installation };
const now = new Date('2026-11-21T10:00:00Z');
const dueAt = new Date('2026-11-21T09:59:00Z');
const nextAt = new Date('2026-11-21T11:00:00Z');

beforeAll(async () => {
  host = await createTestHost({ plugins: [] });
});
afterAll(() => host?.stop());
beforeEach(async () => {
  count += 1;
  address = { ...address, job: `print-${count}` };
  await new JobRuns(host.database).plan([
    { ...address, perMerchant: false, schedule: 'x', nextAt: dueAt },
  ]);
});

/** What one of several hosts has. */
const hold = (): RunHold => new RunHold(host.database);
const held = async (): Promise<HeldRun> => {
  const taking = await hold().take(address, now);
  if (taking?.state !== 'held') throw new Error(`not held but ${taking?.state}`);
  return taking.run;
};
const change = (set: string) =>
  queryAs(host.urls.relay, `update promenade.job_run set ${set} where job = $1`, [address.job]);

test('of hosts that want a due run at the same moment one has it', async () => {
  const takings = await Promise.all(Array.from({ length: 8 }, () => hold().take(address, now)));
  const states = takings.map((taking) => taking?.state);
  expect(states.filter((state) => state === 'held')).toHaveLength(1);
  expect(states.filter((state) => state === 'taken')).toHaveLength(7);
});

test('a run that ended is not due again before its next time', async () => {
  const run = await held();
  expect(await hold().end(run, { outcome: 'succeeded', now, nextAt })).toEqual(nextAt);
  expect(await hold().take(address, now)).toEqual({ state: 'early', nextAt });
});

test('a run whose host gives no sign of life is taken over, and the first host cannot end it', async () => {
  const first = await held();
  expect(await hold().keep(first)).toBe(true);
  await change(`lease_until = now() - interval '1 second'`);
  const second = await held();
  expect(second.attempt).toBe(2);
  expect(await hold().keep(first)).toBe(false);
  expect(await hold().end(first, { outcome: 'succeeded', now, nextAt })).toBeUndefined();
  expect(await hold().end(second, { outcome: 'succeeded', now, nextAt })).toEqual(nextAt);
});

test('a run that is released is due as if it had not been begun', async () => {
  await hold().release(await held());
  expect((await held()).attempt).toBe(1);
});

test('a run that is to be tried again waits, and counts its attempts', async () => {
  const retryAt = new Date(now.getTime() + 1_000);
  expect(await hold().retry(await held(), retryAt, 'no paper')).toEqual(retryAt);
  expect(await hold().take(address, now)).toEqual({ state: 'early', nextAt: retryAt });
  const again = await hold().take(address, retryAt);
  expect(again).toMatchObject({ state: 'held', run: { attempt: 2 } });
});

test('one who moves a run while it goes on is heard', async () => {
  const run = await held();
  const wanted = new Date('2026-11-21T09:59:30Z');
  await change(`next_at = '${wanted.toISOString()}'`);
  expect(await hold().end(run, { outcome: 'succeeded', now, nextAt })).toEqual(wanted);
});

test('a run that nobody planned is nobody’s', async () => {
  expect(await hold().take({ ...address, job: 'unheard-of' }, now)).toBeUndefined();
});
