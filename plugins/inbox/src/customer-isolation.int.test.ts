import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import pg from 'pg';
import inbox from './plugin.js';
import { messagesPath as path, TestInbox } from './testing/test-inbox.js';

const tables = ['message', 'message_state', 'preference', 'gathered'] as const;

describe('what a customer has, in a transaction on behalf of another', () => {
  let host: TestHost;
  let client: pg.Client;
  const [mine, theirs] = [randomUUID(), randomUUID()];

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    const test = new TestInbox(host);
    await test.deliver([mine, theirs]);
    for (const subject of [mine, theirs]) {
      const { token } = await test.customer(subject);
      await host.api.call('PUT', `${path}/read`, { token });
      // What did not work here is missed below.
      await host.api.call('PUT', '/api/inbox/v1/preferences', {
        token,
        headers: { 'if-match': '"0"' },
        body: { muted_kinds: ['spring'], quiet_hours: null },
      });
    }
    client = new pg.Client({ connectionString: host.urls.application });
    await client.connect();
    await client.query(
      `select set_config('app.merchant_id', $1, false), set_config('inbox.customer_id', $2, false)`,
      [host.merchantId, mine],
    );
  });
  afterAll(async () => {
    await client.end();
    await host.stop();
  });

  it.each(tables)('is not seen, changed or removed in inbox.%s', async (table) => {
    const { rows } = await client.query<{ user_id: string }>(`select user_id from inbox.${table}`);
    expect(rows).toEqual([{ user_id: mine }]);
    for (const change of [
      `update inbox.${table} set user_id = user_id where user_id = $1`,
      `delete from inbox.${table} where user_id = $1`,
    ]) {
      expect((await client.query(change, [theirs])).rowCount).toBe(0);
    }
  });

  it.each([
    'inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no) select $1, $2, dispatch_no + 1, bucket, 0 from inbox.message',
    'inbox.message_state (merchant_id, user_id, dispatch_no) values ($1, $2, 1)',
    `inbox.preference (merchant_id, user_id, version, muted_kinds) values ($1, $2, 1, '{}')`,
    `inbox.gathered (merchant_id, user_id, as_of, dispatch_nos, locale_nos)
     values ($1, $2, pg_current_snapshot(), '{}', '{}')`,
  ])('is not written: insert into %s', async (insert) => {
    await expect(
      client.query(`insert into ${insert}`, [host.merchantId, randomUUID()]),
    ).rejects.toThrow('row-level security');
  });
});
