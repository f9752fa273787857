import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../testing/eventually.js';
import { TcpProxy } from '../testing/tcp-proxy.js';
import { testServices } from '../testing/test-services.js';
import { Listener } from './listener.js';

let proxy: TcpProxy;
let sender: pg.Client;
let listener: Listener;
let errors: unknown[];

beforeAll(async () => {
  sender = new pg.Client({ connectionString: testServices().postgresUrl });
  await sender.connect();
});
afterAll(() => sender?.end());
beforeEach(async () => {
  proxy = await TcpProxy.to(testServices().postgresUrl);
  errors = [];
  const url = proxy.through(testServices().postgresUrl);
  listener = new Listener(url, (error) => errors.push(error), 50);
  await listener.open();
});
afterEach(async () => {
  await listener.close();
  await proxy.close();
});

const count = async (channel: string): Promise<{ calls: number }> => {
  const counted = { calls: 0 };
  await listener.listen(channel, () => {
    counted.calls += 1;
  });
  return counted;
};
const notify = (channel: string) => sender.query(`notify ${channel}`);

describe('a lock of the connection', () => {
  const lock = 'promenade.test.lock';
  const takes = () =>
    sender.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [lock]);
  const isFree = async (): Promise<boolean> => {
    const { rows } = await takes();
    const mine = rows[0]?.mine === true;
    if (mine) await sender.query('select pg_advisory_unlock(hashtext($1))', [lock]);
    return mine;
  };

  test('is held while the work runs, and by one alone', async () => {
    const during = await listener.whileLocked(lock, async (isHeld) => [isHeld(), await isFree()]);
    expect(during).toEqual([true, false]);
    expect(await isFree()).toBe(true);
    await takes();
    expect(await listener.whileLocked(lock, async () => 'worked')).toBeUndefined();
    await sender.query('select pg_advisory_unlock(hashtext($1))', [lock]);
    const failing = listener.whileLocked(lock, async () => {
      throw new Error('no paper');
    });
    await expect(failing).rejects.toThrow('no paper');
    expect(await isFree()).toBe(true);
  });

  test('ends with the connection, and the work is told', async () => {
    await listener.whileLocked(lock, async (isHeld) => {
      proxy.cut();
      await eventually(async () => expect(isHeld()).toBe(false));
      await eventually(async () => expect(await isFree()).toBe(true));
      proxy.mend();
      await eventually(async () => expect(listener.connected).toBe(true));
      expect(isHeld()).toBe(false);
    });
    expect(await listener.whileLocked(lock, async () => 'worked')).toBe('worked');
  });
});

describe('Listener', () => {
  test('calls the handlers of a channel and no others', async () => {
    const [first, second, other] = [await count('a'), await count('a'), await count('b')];
    await notify('a');
    await eventually(() => expect([first.calls, second.calls]).toEqual([1, 1]));
    expect(other.calls).toBe(0);
  });

  test('calls nobody who left, and still those who stay', async () => {
    const stays = await count('a');
    let calls = 0;
    const leave = await listener.listen('a', () => {
      calls += 1;
    });
    leave();
    await notify('a');
    await eventually(() => expect(stays.calls).toBe(1));
    expect(calls).toBe(0);
  });

  test('comes back after an outage with one connection, and tells every handler once', async () => {
    const [first, other] = [await count('a'), await count('b')];
    const before = proxy.attempts;
    const cutAt = performance.now();
    proxy.cut();
    await pause(600);
    await eventually(() => expect(proxy.attempts - before).toBeGreaterThan(2));
    // One attempt after the other: each failure plans one more, 50 ms later.
    const most = 1 + Math.ceil((performance.now() - cutAt) / 50);
    expect(proxy.attempts - before).toBeLessThanOrEqual(most);
    expect(listener.connected).toBe(false);
    expect(errors).not.toEqual([]);

    proxy.mend();
    await eventually(() => expect([first.calls, other.calls]).toEqual([1, 1]));
    await notify('a');
    await eventually(() => expect(first.calls).toBe(2));
    await pause(300);
    expect([first.calls, other.calls]).toEqual([2, 1]);
  });

  test('hears a channel that was asked for during an outage', async () => {
    proxy.cut();
    await eventually(() => expect(listener.connected).toBe(false));
    const late = await count('late');
    proxy.mend();
    await eventually(() => expect(listener.connected).toBe(true));
    await eventually(async () => {
      const { calls } = late;
      await notify('late');
      await pause(50);
      expect(late.calls).toBeGreaterThan(calls);
    });
  });

  test('stays closed when it is closed during an outage', async () => {
    proxy.cut();
    await eventually(() => expect(listener.connected).toBe(false));
    await pause(120);
    await listener.close();
    proxy.mend();
    // One attempt may have been under way.
    await pause(200);
    const { attempts } = proxy;
    await pause(300);
    expect(listener.connected).toBe(false);
    expect(proxy.attempts).toBe(attempts);
  });
});
