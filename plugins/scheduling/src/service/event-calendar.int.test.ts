import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import { sql } from 'kysely';
import scheduling from '../plugin.js';

const path = '/api/scheduling/v1/events';

describe('a removal beside a publication', () => {
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

  it('is refused when the publication commits first', async () => {
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

  it('lets one of both win, whichever comes first', async () => {
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
});
