import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Listener } from '../database/listener.js';
import { defineErrors } from '../errors/promenade-error.js';
import { definePlugin } from '../plugin/define-plugin.js';
import { createTestHost, EventStream, eventually, type TestHost } from '../testing/index.js';
import { OpenStreams, sessionName } from './open-streams.js';
import { stream } from './stream.js';

const path = '/api/ticker/v1/ticks';

const busy = defineErrors('core', { 'rate-limited': 'rate-limited' });

/** How many streams are followed at the moment. */
let followed = 0;

async function* ticks(name: string, signal: AbortSignal) {
  followed += 1;
  try {
    yield { event: 'tick', data: { name } };
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    followed -= 1;
  }
}

const ticker = definePlugin({
  id: 'ticker',
  version: '1.0.0',
  host: '*',
  enablement: 'opt-out',
  permissions: { 'ticker.ticks.read': { summary: 'Follow ticks', roles: ['merchant-admin'] } },
  contributes: {
    streams: [
      stream({
        path: '/ticks/:name',
        permission: 'ticker.ticks.read',
        summary: 'Follow ticks',
        params: z.strictObject({ name: z.string().max(5) }),
        data: z.object({ name: z.string() }),
        open: async ({ params, signal }) => {
          if (params.name === 'busy') throw busy('rate-limited');
          return ticks(params.name, signal);
        },
      }),
    ],
  },
});

describe('a stream of server-sent events', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [ticker] });
  });
  afterAll(() => host.stop());

  const open = (token: string, query = '') =>
    EventStream.open(`${host.baseUrl}${path}/one${query}`, token);

  it('sends events, and ends for the plugin when the caller leaves', async () => {
    const events = await open(await host.token());
    await eventually(() =>
      expect(events.events).toEqual([{ event: 'tick', data: { name: 'one' } }]),
    );
    expect(events.response.headers.get('cache-control')).toBe('no-store');
    expect(followed).toBe(1);
    events.close();
    await eventually(() => expect(followed).toBe(0));
  });

  it('stands behind the same gate as a route, and answers refusals as problems', async () => {
    const refused = async (target: string, token?: string) => {
      const { status, body } = await host.api.call('GET', target, token ? { token } : {});
      return [status, body.code];
    };
    expect(await refused(`${path}/one`)).toEqual([401, 'unauthenticated']);
    const customer = await host.token({ roles: ['customer'] });
    expect(await refused(`${path}/one`, customer)).toEqual([403, 'permission-denied']);
    const admin = await host.token();
    expect(await refused(`${path}/too-long`, admin)).toEqual([400, 'validation-failed']);
    expect(await refused(`${path}/busy`, admin)).toEqual([429, 'rate-limited']);
    expect((await host.api.call('POST', `${path}/one`, { token: admin })).status).toBe(405);
  });

  it('refuses parameters that no route would take', async () => {
    const token = await host.token();
    for (const name of ['longer', 'a%00']) {
      const opening = EventStream.open(`${host.baseUrl}${path}/${name}`, token);
      await expect(opening).rejects.toThrow('validation-failed');
    }
  });

  it('takes the merchant from the query, and no other than the token has', async () => {
    const another = crypto.randomUUID();
    const token = await host.token({ otherMerchantIds: [another] });
    await expect(open(token)).rejects.toThrow('merchant-required');
    await expect(open(token, `?merchant=${crypto.randomUUID()}`)).rejects.toThrow(
      'merchant-not-allowed',
    );
    const events = await open(token, `?merchant=${another}`);
    await eventually(() => expect(events.events).toHaveLength(1));
    events.close();
  });

  it('ends when the token expires', async () => {
    const events = await open(await host.token({ expiresIn: 4 }));
    await eventually(() => expect(events.hasEnded).toBe(true));
  });

  it('ends when the plugin goes off', async () => {
    const merchantId = crypto.randomUUID();
    const events = await open(await host.token({ merchantId }));
    const neighbour = await open(await host.token());
    await host.directory.switch(merchantId, { pluginId: 'ticker', enabled: false, by: 'test' });
    await eventually(() => expect(events.hasEnded).toBe(true));
    expect(neighbour.hasEnded).toBe(false);
    neighbour.close();
  });

  it('stands in the API’s document', async () => {
    const { body } = await host.api.call('GET', '/api/openapi.json');
    expect(body.paths).toHaveProperty(['/api/ticker/v1/ticks/{name}', 'get', 'responses', '200']);
  });

  it('ends on every host with the session that it came with', async () => {
    const listener = new Listener(host.urls.relay, () => undefined);
    await listener.open();
    const faults: unknown[] = [];
    const streams = () => new OpenStreams(host.database, listener, (error) => faults.push(error));
    const here = streams();
    const there = streams();
    const ended: string[] = [];
    const add = (on: OpenStreams, name: string, csrf: string) =>
      on.add({
        isAdmitted: () => true,
        session: sessionName(csrf),
        beat: () => undefined,
        end: () => void ended.push(name),
      });
    await here.start();
    await there.start();
    add(here, 'mine here', 'a');
    add(there, 'mine there', 'a');
    add(there, 'another session', 'b');
    await here.endSession('a');
    await eventually(() => expect(ended.toSorted()).toEqual(['mine here', 'mine there']));
    here.close();
    there.close();
    expect(ended).toContain('another session');
    expect(faults).toEqual([]);
    await listener.close();
  });

  it('ends when the host stops', async () => {
    const own = await createTestHost({ plugins: [ticker] });
    const events = await EventStream.open(`${own.baseUrl}${path}/one`, await own.token());
    await own.stop();
    await eventually(() => expect(events.hasEnded).toBe(true));
  });
});
