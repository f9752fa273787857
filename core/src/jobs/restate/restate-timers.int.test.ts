import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '@promenade/embedded';
import { logContext } from '../../context/request-context.js';
import { createTestHost, type TestHost } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { testServices } from '../../testing/test-services.js';
import { alarmPlugin } from '../testing/alarm-plugin.js';
import { type TimerKey, Timers } from '../timer.js';

interface Firing {
  readonly key: TimerKey;
  readonly at: number;
  readonly log: unknown;
}
type Fire = (firing: Firing, count: number) => Date | undefined | Promise<Date | undefined>;

let firings: Firing[] = [];
let fire: Fire;
let host: TestHost;
let timersPort: number;
let merchantId: string;

const alarm = alarmPlugin(async (key) => {
  const firing = { key, at: Date.now(), log: logContext.getStore() };
  firings.push(firing);
  return fire(firing, firings.filter((one) => one.key.id === key.id).length);
});

beforeAll(async () => {
  timersPort = await freePort();
  host = await createTestHost({ plugins: [alarm], timersPort });
});
afterAll(() => host?.stop());
beforeEach(() => {
  firings = [];
  fire = () => undefined;
  merchantId = randomUUID();
});

const timers = (): Timers => {
  const [plugin] = host.started;
  if (!plugin) throw new Error('the plugin did not start');
  return plugin.scope.get(Timers);
};
const arm = (id: string, milliseconds: number) => armAt(id, new Date(Date.now() + milliseconds));
const armAt = (id: string, at: Date) => timers().arm('ring', { merchantId, id }, at);
const cancel = (id: string) => timers().cancel('ring', { merchantId, id });
const firingsOf = (id: string): Firing[] =>
  firings.filter(({ key }) => key.id === id && key.merchantId === merchantId);
const fired = (id: string, times = 1) =>
  eventually(() => expect(firingsOf(id)).toHaveLength(times));
/** A time by which several orders have reached Restate, so that the first of them is not carried out before the last is given. */
const soon = (): Date => new Date(Date.now() + 3_000);
const restarted = async (whileStopped: () => unknown = () => undefined): Promise<void> => {
  const { urls } = host;
  await host.stop();
  await whileStopped();
  host = await createTestHost({ plugins: [alarm], urls, timersPort });
};

describe('a timer', () => {
  test('armed in the past fires at once, and once', async () => {
    await arm('past', -60_000);
    await fired('past');
    await pause(300);
    expect(firingsOf('past')).toHaveLength(1);
  });

  test('fires when it is due and not before, with its own key', async () => {
    const due = Date.now() + 700;
    await armAt('a/b c/ü', new Date(due));
    await fired('a/b c/ü');
    const [firing] = firingsOf('a/b c/ü');
    expect(firing?.at).toBeGreaterThanOrEqual(due);
    expect(firing?.key).toEqual({ merchantId, id: 'a/b c/ü' });
    expect(firing?.log).toMatchObject({ merchant_id: merchantId, plugin_id: 'alarm' });
  });

  test('armed anew has the new due time only, earlier or later', async () => {
    const first = soon();
    const due = new Date(first.getTime() + 1_000);
    await armAt('later', first);
    await armAt('later', due);
    await arm('earlier', 60_000);
    await arm('earlier', 100);
    await fired('earlier');
    await fired('later');
    expect(firingsOf('later')[0]?.at).toBeGreaterThanOrEqual(due.getTime());
    await pause(300);
    expect(firingsOf('later')).toHaveLength(1);
    expect(firingsOf('earlier')).toHaveLength(1);
  });

  test('armed twice for the same time fires once', async () => {
    const at = soon();
    await armAt('twice', at);
    await armAt('twice', at);
    await fired('twice');
    await pause(300);
    expect(firingsOf('twice')).toHaveLength(1);
  });

  test('that was cancelled does not fire, unless it is armed again', async () => {
    const at = soon();
    await armAt('cancelled', at);
    await armAt('back', at);
    await cancel('cancelled');
    await cancel('back');
    await cancel('never armed');
    await armAt('back', at);
    await fired('back');
    await pause(300);
    expect(firingsOf('cancelled')).toEqual([]);
    expect(firingsOf('back')).toHaveLength(1);
  });

  test('fires again when its handler says when, and ends when it does not', async () => {
    fire = (_firing, count) => (count < 4 ? new Date(Date.now() + 50) : undefined);
    await arm('series', 0);
    await fired('series', 4);
    await pause(300);
    expect(firingsOf('series')).toHaveLength(4);
    // Done is done: it may be armed anew.
    await arm('series', 0);
    await fired('series', 5);
  });

  test('is not held up by others of its kind, and belongs to its merchant', async () => {
    const mine = merchantId;
    const slow = Promise.withResolvers<undefined>();
    fire = ({ key }) => (key.id === 'slow' ? slow.promise : undefined);
    await arm('slow', 0);
    await fired('slow');
    merchantId = randomUUID();
    await arm('slow too', 0);
    await fired('slow too');
    await cancel('slow');
    slow.resolve(undefined);
    merchantId = mine;
    await pause(100);
    expect(firingsOf('slow')).toHaveLength(1);
  });
});

describe('a handler that fails', () => {
  test('is called again until it works, and then no more', async () => {
    fire = (_firing, count) => {
      if (count < 4) throw new Error('the database is away');
      return undefined;
    };
    await arm('failing', 0);
    await fired('failing', 4);
    await pause(500);
    expect(firingsOf('failing')).toHaveLength(4);
  });

  test('and was given up can be armed anew, for the same time too', async () => {
    const { restateAdminUrl } = testServices();
    const at = new Date(Date.now() + 100);
    fire = () => {
      throw new Error('the database is away');
    };
    await armAt('given-up', at);
    await eventually(() => expect(firingsOf('given-up').length).toBeGreaterThan(1));
    const answer = await fetch(`${restateAdminUrl}/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({
        query: `select id from sys_invocation where target_handler_name = 'fire'
          and target_service_key = 'alarm/ring/${merchantId}/given-up'`,
      }),
    });
    const { rows } = (await answer.json()) as { rows: { id: string }[] };
    expect(rows).toHaveLength(1);
    const killed = await fetch(`${restateAdminUrl}/invocations/${rows[0]?.id}/kill`, {
      method: 'PATCH',
    });
    expect(killed.ok).toBe(true);
    fire = () => undefined;
    await pause(300);
    firings = [];
    await armAt('given-up', at);
    await fired('given-up');
  });
});

describe('a merchant that has the plugin off', () => {
  test('is not called, and its timers can be armed again when it is on', async () => {
    const change = { pluginId: 'alarm', by: 'tester' };
    await host.directory.switch(merchantId, { ...change, enabled: false });
    const at = new Date(Date.now() - 1_000);
    await armAt('off', at);
    await pause(500);
    expect(firingsOf('off')).toEqual([]);
    await host.directory.switch(merchantId, { ...change, enabled: true });
    await armAt('off', at);
    await fired('off');
  });
});

describe('a host that was stopped and comes back', () => {
  test('finds its timers: what was due meanwhile fires at once, what is due later then, each once', async () => {
    const meanwhile = soon();
    const afterwards = new Date(meanwhile.getTime() + 3_000);
    await armAt('meanwhile', meanwhile);
    await armAt('afterwards', afterwards);
    let overAt = Number.NaN;
    await restarted(async () => {
      await eventually(() => expect(Date.now()).toBeGreaterThan(meanwhile.getTime() + 200));
      overAt = Date.now();
    });
    await fired('meanwhile');
    await fired('afterwards');
    await pause(300);
    expect(firingsOf('meanwhile')).toHaveLength(1);
    expect(firingsOf('afterwards')).toHaveLength(1);
    expect(firingsOf('meanwhile')[0]?.at).toBeGreaterThan(overAt);
    expect(firingsOf('afterwards')[0]?.at).toBeGreaterThanOrEqual(afterwards.getTime());
  });

  test('goes on with a handler that was failing', async () => {
    fire = () => {
      throw new Error('the database is away');
    };
    await arm('failing', 0);
    await eventually(() => expect(firingsOf('failing').length).toBeGreaterThan(0));
    await restarted(() => {
      fire = () => undefined;
      firings = [];
    });
    await fired('failing');
    await pause(300);
    expect(firingsOf('failing')).toHaveLength(1);
  });
});

describe('the address that Restate calls', () => {
  test('refuses requests that Restate did not sign', async () => {
    const service = `promenade_timer_${new URL(host.urls.application).pathname.slice(1)}`;
    const session = connect(`http://127.0.0.1:${timersPort}`);
    for (const [method, path] of [
      ['POST', `/invoke/${service}/fire`],
      ['GET', '/discover'],
    ]) {
      const stream = session.request({
        ':method': method,
        ':path': path,
        'content-type': 'application/vnd.restate.invocation.v5',
        accept: 'application/vnd.restate.endpointmanifest.v3+json',
      });
      stream.end();
      const [headers] = (await once(stream, 'response')) as [Record<string, number>];
      expect([path, headers[':status']]).toEqual([path, 401]);
      stream.close();
    }
    session.destroy();
    expect(firings).toEqual([]);
  });
});
