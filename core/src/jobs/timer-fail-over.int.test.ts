import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DatabaseUrls } from '../database/database-roles.js';
import {
  createTestHost,
  provisionTestDatabase,
  type TestHost,
} from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { alarmPlugin } from './testing/alarm-plugin.js';
import { Timers } from './timer.js';

type Name = 'first' | 'second';

let hosts: TestHost[];
let firings: { readonly host: Name; readonly id: string }[];
let broken: Set<Name>;

const start = async (name: Name, urls: DatabaseUrls): Promise<TestHost> => {
  const alarm = alarmPlugin(async ({ id }) => {
    firings.push({ host: name, id });
    if (broken.has(name)) throw new Error('no bell');
    return undefined;
  });
  const host = await createTestHost({ plugins: [alarm], urls });
  hosts.push(host);
  return host;
};
const arm = async (host: TestHost, id: string, milliseconds: number): Promise<void> => {
  const key = { merchantId: host.merchantId, id };
  const at = new Date(Date.now() + milliseconds);
  await host.started[0]?.scope.get(Timers).arm('ring', key, at);
};
const expectFired = (host: Name, id: string) =>
  eventually(() => expect(firings).toContainEqual({ host, id }));

beforeEach(() => {
  hosts = [];
  firings = [];
  broken = new Set();
});

describe('of two hosts that keep timers, each at an address of its own', () => {
  let first: TestHost;
  let second: TestHost;
  /** By way of which the first one holds the lock. */
  let proxy: TcpProxy;
  beforeEach(async () => {
    const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
    proxy = await TcpProxy.to(urls.relay);
    first = await start('first', { ...urls, relay: proxy.through(urls.relay) });
    second = await start('second', urls);
  });

  afterEach(async () => {
    proxy?.mend();
    for (const host of hosts) await host.stop();
    await proxy?.close();
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
    // What it is called for all the same, before the other one is known to Restate, is not lost either.
    broken.add('first');
    await arm(first, 'later', 3_000);
    proxy.cut();
    await expectFired('second', 'later');
    // The first tries again, and waits for its turn.
    broken.clear();
    proxy.mend();
    await second.stop();
    await arm(first, 'back', 3_000);
    await expectFired('first', 'back');
  });
});
