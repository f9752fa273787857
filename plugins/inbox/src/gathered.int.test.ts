import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import pg from 'pg';
import { bucketSql } from './contract.js';
import inbox from './plugin.js';
import { messagesPath as path, TestInbox } from './testing/test-inbox.js';

describe('the messages that are gathered of a customer', () => {
  let host: TestHost;
  let other: TestHost;
  let test: TestInbox;

  beforeAll(async () => {
    // Without its jobs, which would drop the days of long ago that are opened here.
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    other = await createTestHost({ plugins: [inbox], urls: host.urls, roles: ['http'] });
    test = new TestInbox(host);
  });
  afterAll(async () => {
    await other.stop();
    await host.stop();
  });

  /** A transaction that stays open; it writes past the store, and says of no message which dispatch it is of. */
  const open = async (subject: string) => {
    const client = new pg.Client({ connectionString: host.urls.application });
    await client.connect();
    await client.query('begin');
    await client.query(`select set_config('app.merchant_id', $1, true)`, [host.merchantId]);
    return {
      write: (dispatchNo: number) =>
        client.query(
          `insert into inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no)
           select $1, $2, $3, ${bucketSql('$2::uuid')}, 0`,
          [host.merchantId, subject, dispatchNo],
        ),
      end: async (how: 'commit' | 'rollback') => {
        await client.query(how);
        await client.end();
      },
    };
  };
  const unreadAt = async (at: TestHost, subject: string): Promise<number> => {
    const { merchantId } = host;
    const token = await at.identity.token({ merchantId, subject, roles: ['customer'] });
    const { body } = await at.api.call('GET', `${path}/unread-count`, { token });
    return Number(body.unread_count);
  };
  const unread = (subject: string) => unreadAt(host, subject);
  const recount = async (subject: string): Promise<number> => {
    const rows = await queryAs<{ unread: number }>(
      host.urls.application,
      `select count(*)::int as unread from inbox.customer_message
       where user_id = $1 and not is_read and not is_archived`,
      [subject],
      host.merchantId,
    );
    return rows[0]?.unread ?? -1;
  };

  it('gain what commits after a later transaction, and nothing of what is rolled back', async () => {
    const { subject, token } = await test.customer();
    const [slow, lost] = [await open(subject), await open(subject)];
    await slow.write(await test.open());
    await lost.write(await test.open());
    expect(await unread(subject)).toBe(0);
    await test.deliver([subject]);
    expect(await unread(subject)).toBe(1);
    await slow.end('commit');
    await lost.end('rollback');
    expect(await unread(subject)).toBe(2);
    expect(await test.items(token)).toHaveLength(2);
  });

  it('are looked for only where something has arrived', async () => {
    const { subject } = await test.customer();
    await test.deliver([subject], { dispatchDate: '2026-10-01' });
    await test.deliver([subject], { dispatchDate: '2026-10-02' });
    const asOf = async () =>
      queryAs<{ as_of: string; dispatch_nos: number[] }>(
        host.urls.application,
        'select as_of::text, dispatch_nos from inbox.gathered where user_id = $1',
        [subject],
        host.merchantId,
      );
    await unread(subject);
    const before = await asOf();
    await unread(subject);
    expect(await asOf()).toEqual(before);
    // Of a day that nothing says anything about, what was gathered stands.
    await queryAs(
      host.urls.application,
      `update inbox.gathered set dispatch_nos = dispatch_nos[1:1], locale_nos = locale_nos[1:1] where user_id = $1 returning 1`,
      [subject],
      host.merchantId,
    );
    await test.deliver([subject], { dispatchDate: '2026-10-03' });
    expect(await unread(subject)).toBe(2);
    // A writer that does not say of which dispatch: all days.
    const plain = await open(subject);
    await plain.write(await test.open());
    await plain.end('commit');
    expect(await unread(subject)).toBe(4);
  });

  it('never miss what is committed, on two hosts, whoever writes, marks and opens days at the same time', async () => {
    const { subject } = await test.customer();
    const neighbours = Array.from({ length: 3 }, () => randomUUID());
    let committed = 0;
    const over = new AbortController();
    // Whoever opens a day tries again where others were busy with messages all the while.
    const opened = (day: { dispatchDate: string }) => eventually(() => test.open(day));
    const writing = async (turn: number): Promise<void> => {
      for (let round = 0; round < 6; round += 1) {
        const day = { dispatchDate: `2026-10-${String(turn * 6 + round + 1).padStart(2, '0')}` };
        if (turn % 2 === 0) {
          await test.write(await opened(day), [subject, ...neighbours]);
          committed += 1;
          continue;
        }
        const transaction = await open(subject);
        await transaction.write(await opened(day));
        await test.write(await opened(day), neighbours);
        // Another dispatch commits in between.
        await transaction.end(round % 3 === 0 ? 'rollback' : 'commit');
        if (round % 3 !== 0) committed += 1;
      }
    };
    const reading = async (at: TestHost): Promise<void> => {
      while (!over.signal.aborted) {
        const atLeast = committed;
        const found = await unreadAt(at, subject);
        expect(found).toBeGreaterThanOrEqual(atLeast);
      }
    };
    const readers = [host, host, other, other].map(reading);
    await Promise.all([0, 1, 2, 3].map(writing));
    over.abort();
    await Promise.all(readers);
    const expected = await recount(subject);
    expect(expected).toBe(committed);
    expect(await unread(subject)).toBe(expected);
    expect(await unreadAt(other, subject)).toBe(expected);
  });

  it('lose a day at once that is dropped, before anything else of it is forgotten', async () => {
    const { subject } = await test.customer();
    await test.deliver([subject], { dispatchDate: '2026-01-01' });
    await test.deliver([subject]);
    expect(await unread(subject)).toBe(2);
    // It gives up where somebody else is busy with messages just then.
    await eventually(() => queryAs(host.urls.relay, `select inbox.drop_day('2026-01-01')`));
    expect(await unread(subject)).toBe(1);
    expect(await unreadAt(other, subject)).toBe(1);
    expect(await recount(subject)).toBe(1);
  });

  it('are nobody else’s in SQL', async () => {
    const { subject } = await test.customer();
    await test.deliver([subject]);
    await unread(subject);
    for (const table of ['gathered', 'arrival']) {
      const visible = `select 1 from inbox.${table}`;
      expect(await queryAs(host.urls.application, visible)).toEqual([]);
      expect(await queryAs(host.urls.application, visible, [], randomUUID())).toEqual([]);
      expect(await queryAs(host.urls.application, visible, [], host.merchantId)).not.toEqual([]);
      for (const url of [host.urls.fanOut, host.urls.relay]) {
        await expect(queryAs(url, visible, [], host.merchantId)).rejects.toThrow(
          'permission denied',
        );
      }
    }
    // The function sees what its merchant may see, whoever asks.
    const gather = `select dispatch_nos from inbox.gather($1, $2, ${bucketSql('$2::uuid')})`;
    expect(await queryAs(host.urls.application, gather, [randomUUID(), subject])).toEqual([
      { dispatch_nos: [] },
    ]);
    await expect(
      queryAs(host.urls.fanOut, gather, [host.merchantId, subject], host.merchantId),
    ).rejects.toThrow('permission denied');
  });
});
