import { describe, expect, it, jest } from '@jest/globals';
import { LoggerRef } from '@promenade/core';
import { createTestHost, eventually } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from './plugin.js';
import { countOf, publishedEvent } from './testing/dispatch-fixtures.js';
import { dispatchSlices } from './testing/dispatch-slices.js';
import { holdChunk } from './testing/hold-chunk.js';
import { keptForLong } from './testing/kept-for-long.js';

const slices = 8;
const customers = 40;
const date = '2026-11-21';
/** What the pool of a host for messages has unless it is configured. */
const poolSize = 4;

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
        config: { ...keptForLong, dispatch: { chunk_size: 10, lanes: wanted } },
        fakes: [{ service: LoggerRef, instance: { ...others, warn } }],
      });
      const held: Awaited<ReturnType<typeof holdChunk>>[] = [];
      try {
        const event = await publishedEvent(host, customers);
        for (let slice = 0; slice < slices; slice += 1) {
          held.push(await holdChunk(host, event, { date, slice, chunk: 1 }));
        }
        const writing = Promise.all(dispatchSlices(host, event, { date, slices }));
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
