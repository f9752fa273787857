import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from '@promenade/plugin-inbox';
import dispatch from '../plugin.js';
import { eventRecord, sendEvents } from '../testing/dispatch-fixtures.js';
import { SliceStandings } from './slice-standing.js';

describe('how a slice stands', () => {
  let host: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [dispatch, inbox] });
  });
  afterAll(() => host?.stop());

  it('is known of the merchant’s own events only', async () => {
    const plugin = host.started.find(({ spec }) => spec.id === 'dispatch');
    const standings = plugin?.scope.get(SliceStandings);
    const [merchant, other] = [randomUUID(), randomUUID()];
    const event = eventRecord(merchant);
    await sendEvents(host, merchant, [event]);
    const key = { eventId: event.event_id, dispatchDate: '2026-11-21', slice: 0 };
    await eventually(async () =>
      expect(await standings?.of(merchant, key)).toMatchObject({ event: { version: 2 } }),
    );
    expect(await standings?.of(other, key)).toEqual({
      latest: undefined,
      day: undefined,
      isOver: false,
      isOutside: false,
      event: undefined,
    });
  });

  it('is none of the business of roles that write or relay, and neither is claiming events', async () => {
    const id = randomUUID();
    for (const url of [host.urls.fanOut, host.urls.relay]) {
      await expect(
        queryAs(url, `select dispatch.standing($1, $1, '2026-11-21', 0)`, [id], id),
      ).rejects.toThrow('permission denied');
      await expect(
        queryAs(
          url,
          `select promenade.claim_events($1, 'dispatch', 'any', array[$1]::uuid[])`,
          [id],
          id,
        ),
      ).rejects.toThrow('permission denied');
    }
  });
});
