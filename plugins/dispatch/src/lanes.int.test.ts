import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { LoggerRef, type PluginScope } from '@promenade/core';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import type { PromotionEventRecord } from '@promenade/proto';
import dispatch from './plugin.js';
import { SliceDispatcher } from './service/slice-dispatcher.js';
import { countOf, createCustomers, eventRecord, sendEvents } from './testing/dispatch-fixtures.js';
import { holdChunk } from './testing/hold-chunk.js';

const slices = 8;
const customers = 40;
const date = '2026-11-21';
/** What the pool of a host for messages has unless it is configured. */
const poolSize = 4;

const published = async (host: TestHost): Promise<PromotionEventRecord> => {
  const merchant = randomUUID();
  await createCustomers(
    host,
    merchant,
    Array.from({ length: customers }, () => 'en'),
  );
  const event = eventRecord(merchant);
  await sendEvents(host, merchant, [event]);
  const known = 'select from dispatch.published_event where event_id = $1';
  await eventually(async () =>
    expect(await queryAs(host.urls.application, known, [event.event_id], merchant)).toHaveLength(1),
  );
  return event;
};

const scopeOf = (host: TestHost): PluginScope => {
  const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
  if (!plugin) throw new Error('dispatch is not started');
  return plugin.scope;
};

/** Gives the host all slices of a day at once, as the partitions of a topic do. */
const dispatchAll = (host: TestHost, event: PromotionEventRecord): Promise<unknown> => {
  const dispatcher = scopeOf(host).get(SliceDispatcher);
  const { event_id, merchant_id, version } = event;
  const day = { event_id, merchant_id, version, dispatch_date: date, slices };
  const { signal } = new AbortController();
  return Promise.all(
    Array.from({ length: slices }, (_, slice) => dispatcher.dispatch({ ...day, slice }, signal)),
  );
};

describe('the lanes of a host', () => {
  it.each([
    { wanted: 2, lanes: 2, warnings: [] },
    { wanted: 64, lanes: poolSize, warnings: [{ wanted: 64, lanes: poolSize }] },
  ])(
    'are $lanes where $wanted are wanted: so many slices are written at once, and no more',
    async ({ wanted, lanes, warnings }) => {
      const warn = jest.fn<(what: object, text: string) => void>();
      const others = { debug: jest.fn(), info: jest.fn(), error: jest.fn() };
      const host = await createTestHost({
        plugins: [dispatch, inbox],
        // Smaller than the day, which would be delivered whole otherwise.
        config: { dispatch: { chunk_size: 10, lanes: wanted } },
        fakes: [{ service: LoggerRef, instance: { ...others, warn } }],
      });
      const held: Awaited<ReturnType<typeof holdChunk>>[] = [];
      try {
        const event = await published(host);
        for (let slice = 0; slice < slices; slice += 1) {
          held.push(await holdChunk(host, event, { date, slice, chunk: 1 }));
        }
        const writing = dispatchAll(host, event);
        while (held.length > 0) {
          const busy = Math.min(lanes, held.length);
          await eventually(async () => {
            const waiting = await Promise.all(held.map((one) => one.waiting()));
            expect(waiting.flat()).toEqual(Array.from({ length: busy }, () => 'promenade_fanout'));
          });
          await held.shift()?.release();
        }
        await writing;
        expect(await countOf(host, event.merchant_id, 'inbox.message')).toBe(customers);
      } finally {
        for (const one of held) await one.release();
        await host.stop();
      }
      expect(warn.mock.calls.map(([what]) => what)).toEqual(warnings);
    },
    60_000,
  );
});
