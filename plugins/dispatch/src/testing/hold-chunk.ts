import { expect } from '@jest/globals';
import { eventually, queryAs, type TestHost } from '@promenade/core/testing';
import type { PromotionEventRecord } from '@promenade/proto';
import pg from 'pg';

interface Place {
  readonly date: string;
  readonly slice: number;
  readonly chunk: number;
}

/** Keeps a chunk of an event from being claimed, as another dispatcher would that never commits. */
export const holdChunk = async (
  host: TestHost,
  { event_id, merchant_id }: PromotionEventRecord,
  { date, slice, chunk }: Place,
) => {
  const client = new pg.Client({ connectionString: host.urls.application });
  await client.connect();
  await client.query('begin');
  await client.query(`select set_config('app.merchant_id', $1, true)`, [merchant_id]);
  await client.query(
    `insert into dispatch.chunk (event_id, dispatch_date, slice, chunk, recipients, is_last)
     values ($1, $2, $3, $4, 0, false)`,
    [event_id, date, slice, chunk],
  );
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  // On a connection of its own: within a transaction, the list of the backends stays as it was first seen.
  const waiting = async (): Promise<readonly string[]> => {
    const backends = await queryAs<{ usename: string }>(
      host.urls.application,
      'select usename from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
      [rows[0]?.pid],
    );
    return backends.map(({ usename }) => usename);
  };
  return {
    /** The roles of those who wait for it. */
    waiting,
    /** Resolves when the chunks before it are delivered, so that it is the next one. */
    isAwaited: () =>
      eventually(async () => {
        const before = await queryAs(
          host.urls.application,
          'select from dispatch.chunk where event_id = $1 and dispatch_date = $2 and slice = $3',
          [event_id, date, slice],
          merchant_id,
        );
        expect(before).toHaveLength(chunk - 1);
        expect(await waiting()).toHaveLength(1);
      }),
    /** Gives it free; whoever waits for it gets it. */
    release: async (): Promise<void> => {
      await client.query('rollback');
      await client.end();
    },
  };
};
