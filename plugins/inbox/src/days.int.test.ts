import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import pg from 'pg';
import { bucketSql } from './contract.js';
import inbox from './plugin.js';
import { TestInbox } from './testing/test-inbox.js';

describe('the opening of a day', () => {
  let host: TestHost;
  let test: TestInbox;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    test = new TestInbox(host);
  });
  afterAll(() => host.stop());

  const connection = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: host.urls.application });
    await client.connect();
    await client.query(`select set_config('app.merchant_id', $1, false)`, [host.merchantId]);
    return client;
  };

  it('is seen by every connection, also by one that is just learning which days there are', async () => {
    const opened = [await test.open({ dispatchDate: '2025-12-31' })];
    const opening = async (over: AbortSignal): Promise<void> => {
      for (let day = 1; day <= 150 && !over.aborted; day += 1) {
        const dispatchDate = new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
        opened.push(await test.open({ dispatchDate }));
      }
    };
    const writeAndRead = async (client: pg.Client, dispatchNo: number): Promise<void> => {
      const userId = randomUUID();
      await client.query(
        `insert into inbox.message (user_id, dispatch_no, bucket, locale_no)
         select $1, $2, ${bucketSql('$1::uuid')}, 0`,
        [userId, dispatchNo],
      );
      const { rows } = await client.query(
        'select 1 from inbox.message where user_id = $1 and dispatch_no = $2',
        [userId, dispatchNo],
      );
      expect(rows).toHaveLength(1);
    };
    const writing = async (over: AbortSignal): Promise<void> => {
      while (!over.aborted) {
        const client = await connection();
        try {
          // The first statement learns the days; a day that is opened meanwhile counts for the next ones.
          for (let turn = 0; turn < 3; turn += 1) await writeAndRead(client, opened.at(-1) ?? 0);
        } finally {
          await client.end();
        }
      }
    };
    const over = new AbortController();
    const writers = [1, 2, 3, 4, 5, 6].map(() => writing(over.signal));
    const days = opening(over.signal);
    await Promise.race([days, ...writers]).finally(() => over.abort());
    await Promise.all([days, ...writers]);
    expect(opened).toHaveLength(151);
  });

  it('waits for whoever is busy with messages, holds up others only for moments, and says when it cannot', async () => {
    const busy = await connection();
    await busy.query('begin');
    await busy.query('select 1 from inbox.message');
    const [day, { subject, token }] = [
      test.open({ dispatchDate: '2027-02-01' }),
      await test.customer(),
    ];
    const waiting = new Promise((resolve) => setTimeout(resolve, 300, 'waiting'));
    expect(await Promise.race([day, waiting])).toBe('waiting');
    expect(await test.items(token)).toEqual([]);
    await busy.query('commit');
    await test.write(await day, [subject]);
    expect(await test.items(token)).toHaveLength(1);

    await busy.query('begin');
    await busy.query('select 1 from inbox.message');
    await expect(test.open({ dispatchDate: '2027-02-02' })).rejects.toMatchObject({
      code: '55P03',
    });
    await busy.end();
    expect(await test.open({ dispatchDate: '2027-02-02' })).toBeGreaterThan(await day);
  });
});
