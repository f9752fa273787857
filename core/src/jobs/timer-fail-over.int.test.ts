import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DatabaseUrls } from '../database/database-roles.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { alarmPlugin } from './testing/alarm-plugin.js';
import { Timers } from './timer.js';
import { timerLock } from './timer-owner.js';

type Name = 'first' | 'second';

let hosts: TestHost[];
let firings: { readonly host: Name; readonly id: string }[];
let broken: Set<Name>;

const start = async (name: Name, urls?: DatabaseUrls): Promise<TestHost> => {
  const alarm = alarmPlugin(async ({ id }) => {
    firings.push({ host: name, id });
    if (broken.has(name)) throw new Error('no bell');
    return undefined;
  });
  const host = await createTestHost({ plugins: [alarm], ...(urls && { urls }) });
  hosts.push(host);
  return host;
};
const arm = async (host: TestHost, id: string, milliseconds: number): Promise<void> => {
  const key = { merchantId: host.merchantId, id };
  const at = new Date(Date.now() + milliseconds);
  await host.started[0]?.scope.get(Timers).arm('ring', key, at);
};
const expectFired = (host: Name, id: string) =>
  eventually(() => expect(firings).toContainEqual({ host, id }), 20_000);

const ownerConnection = `locktype = 'advisory' and granted and objid::bigint = hashtext($1)::bigint & 4294967295
  and database = (select oid from pg_database where datname = current_database())`;
const killOwnerConnection = async ({ urls }: TestHost): Promise<void> => {
  const text = `select pg_terminate_backend(pid) from pg_locks where ${ownerConnection}`;
  expect(await queryAs(urls.relay, text, [timerLock])).toHaveLength(1);
};

beforeEach(() => {
  hosts = [];
  firings = [];
  broken = new Set();
});
afterEach(async () => {
  for (const host of hosts) await host.stop();
});

describe('of two hosts that keep timers, each at an address of its own', () => {
  let first: TestHost;
  let second: TestHost;
  beforeEach(async () => {
    first = await start('first');
    second = await start('second', first.urls);
  });

  test('the one that was first is called, whichever arms', async () => {
    await arm(second, 'bell', 0);
    await expectFired('first', 'bell');
    expect(firings).toHaveLength(1);
  });

  test('the other one takes over when it stops: timers that were armed, and calls that it had in hand', async () => {
    broken.add('first');
    await arm(first, 'later', 3_000);
    await arm(first, 'in hand', 0);
    await expectFired('first', 'in hand');
    await first.stop();
    await expectFired('second', 'in hand');
    await expectFired('second', 'later');
    // And back, to an address that Restate has known before.
    const again = await start('first', second.urls);
    broken.clear();
    firings = [];
    await second.stop();
    await arm(again, 'back', 0);
    await expectFired('first', 'back');
  });

  test('the other one takes over when the connection is lost that holds the lock', async () => {
    await arm(first, 'later', 3_000);
    await killOwnerConnection(first);
    await expectFired('second', 'later');
    // The first has tried again, and waits for its turn.
    await second.stop();
    await arm(first, 'back', 3_000);
    await expectFired('first', 'back');
  });
});
