import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, FakeClock, queryAs, type TestHost } from '@promenade/core/testing';
import pg from 'pg';
import inbox from './plugin.js';
import { Housekeeping } from './service/housekeeping.js';
import { TestInbox } from './testing/test-inbox.js';

describe('how long messages are kept', () => {
  let host: TestHost;
  let test: TestInbox;

  beforeAll(async () => {
    host = await createTestHost({
      plugins: [inbox],
      config: { inbox: { retention_days: 30 } },
      clock: new FakeClock(new Date('2026-11-21T12:00:00Z')),
      // The test runs the jobs itself.
      roles: ['http'],
    });
    test = new TestInbox(host);
  });
  afterAll(() => host.stop());

  const house = (): Housekeeping => {
    const [plugin] = host.started;
    if (!plugin) throw new Error('the inbox did not start');
    return plugin.scope.get(Housekeeping);
  };
  const keepDays = () => house().keepDays(new AbortController().signal);
  const days = async (): Promise<string[]> => {
    const rows = await queryAs<{ name: string }>(
      host.urls.owner,
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = 'inbox.message'::regclass order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const rowsOf = async (table: string): Promise<number> => {
    const rows = await queryAs(
      host.urls.application,
      `select 1 from inbox.${table}`,
      [],
      host.merchantId,
    );
    return rows.length;
  };

  it('drops days that are older, with all that merchants have of them, and opens those that come', async () => {
    const { subject, token } = await test.customer();
    for (const dispatchDate of ['2026-10-21', '2026-10-22', '2026-11-21']) {
      await test.deliver([subject], { dispatchDate });
    }
    await host.api.call('PUT', '/api/inbox/v1/messages/read', { token });
    // Nothing is forgotten whose messages are still there.
    await house().forgetDays(host.merchantId);
    expect(await rowsOf('dispatch')).toBe(3);
    await keepDays();
    expect(await days()).toEqual([
      'message_20261022',
      'message_20261121',
      'message_20261122',
      'message_20261123',
    ]);
    await house().forgetDays(host.merchantId);
    for (const table of ['dispatch', 'dispatch_content', 'message_state']) {
      expect([table, await rowsOf(table)]).toEqual([table, 2]);
    }
    expect(await test.items(token)).toHaveLength(2);
    await keepDays();
  });

  it('leaves a day alone that is in use, says so, and drops it the next time', async () => {
    await test.deliver([randomUUID()], { dispatchDate: '2026-09-01' });
    const reader = new pg.Client({ connectionString: host.urls.application });
    await reader.connect();
    await reader.query('begin');
    await reader.query('select 1 from inbox.message');
    await expect(keepDays()).rejects.toThrow('messages of 2026-09-01 are in use');
    expect(await days()).toContain('message_20260901');
    await reader.query('rollback');
    await reader.end();
    await keepDays();
    expect(await days()).not.toContain('message_20260901');
  });

  it('lets neither the application nor the fan-out role drop a day', async () => {
    for (const url of [host.urls.application, host.urls.fanOut]) {
      await expect(queryAs(url, `select inbox.drop_day('2026-11-21')`)).rejects.toThrow(
        'permission denied',
      );
    }
  });
});
