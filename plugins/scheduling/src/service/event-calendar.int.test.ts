import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import { sql } from 'kysely';
import scheduling from '../plugin.js';

const path = '/api/scheduling/v1/events';

describe('the event calendar', () => {
  let host: TestHost;
  let token: string;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [scheduling] });
    token = await host.token();
  });
  afterAll(() => host?.stop());

  const createDraft = async (): Promise<string> => {
    const { body } = await host.api.call('POST', path, {
      token,
      body: {
        title: 'Winter days',
        promotion_package: 'winter',
        start_datetime: '2099-12-01T00:00:00Z',
        end_datetime: '2099-12-02T00:00:00Z',
        timezone: 'UTC',
        content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
      },
    });
    return String(body.event_id);
  };

  const isWaitingForARow = async (): Promise<void> => {
    const waiting = await queryAs(
      host.urls.application,
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(waiting).toHaveLength(1);
  };

  it('refuses a removal when a publication commits first', async () => {
    const eventId = await createDraft();
    const { removal } = await host.database.transaction(host.merchantId, async (tx) => {
      await sql`update scheduling.promotion_event set status = 'PUBLISHED', version = 2
        where event_id = ${eventId}`.execute(tx.sql);
      const refused = host.api.call('DELETE', `${path}/${eventId}`, {
        token,
        headers: { 'if-match': '"1"' },
      });
      await eventually(isWaitingForARow);
      return { removal: refused };
    });
    expect(await removal).toMatchObject({ status: 412, body: { code: 'version-mismatch' } });
    const left = await host.api.call('GET', `${path}/${eventId}`, { token });
    expect(left).toMatchObject({ status: 200, body: { status: 'PUBLISHED', version: 2 } });
  });

  it('lets a removal or a publication win, whichever comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const eventId = await createDraft();
      const options = { token, headers: { 'if-match': '"1"' } };
      const [removal, publication] = await Promise.all([
        host.api.call('DELETE', `${path}/${eventId}`, options),
        host.api.call('POST', `${path}/${eventId}/publish`, options),
      ]);
      expect([
        [204, 404],
        [412, 200],
      ]).toContainEqual([removal.status, publication.status]);
    }
  });

  const change = (eventId: string, version: number, body: object) =>
    host.api.call('PATCH', `${path}/${eventId}`, {
      token,
      body,
      headers: { 'if-match': `"${version}"` },
    });

  it('keeps the zone of a published event, in which its days count', async () => {
    const eventId = await createDraft();
    expect(await change(eventId, 1, { timezone: 'Asia/Jerusalem' })).toMatchObject({ status: 200 });
    await host.api.call('POST', `${path}/${eventId}/publish`, {
      token,
      headers: { 'if-match': '"2"' },
    });
    expect(await change(eventId, 3, { timezone: 'Asia/Tokyo' })).toMatchObject({
      status: 409,
      body: {
        code: 'event-zone-fixed',
        title: 'The time zone is fixed once an event was published',
      },
    });
    // The portal sends every field of its form.
    const same = { timezone: 'Asia/Jerusalem', title: 'Winter week' };
    expect(await change(eventId, 3, same)).toMatchObject({ status: 200, body: { version: 4 } });
  });

  it.each([
    ['end before it starts', '2099-11-30T00:00:00Z', 'The end must be after the start.'],
    ['last more than 366 days', '2100-12-03T00:00:00Z', 'A window lasts at most 366 days.'],
  ])('refuses a change by which the window would %s', async (_what, end_datetime, message) => {
    const eventId = await createDraft();
    expect(await change(eventId, 1, { end_datetime })).toMatchObject({
      status: 400,
      body: { code: 'validation-failed', errors: [{ path: '/end_datetime', message }] },
    });
  });
});
