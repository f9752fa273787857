import type pg from 'pg';

/** By then whoever gives clients back by himself has done so, in milliseconds. */
const grace = 250;

/**
 * Gives clients whose connection broke back to their pool, which then makes new ones. Kysely keeps a client for ever when
 * `begin` or `rollback` fails on it (https://github.com/kysely-org/kysely/issues/1990): without this every transaction that a
 * restarting database cuts off would make the pool smaller by one, until nothing is left.
 */
export const returnBrokenClients = (pool: pg.Pool): void => {
  pool.on('connect', (client) => {
    client.on('end', () => {
      setTimeout(() => {
        try {
          client.release(true);
        } catch {
          // It is back already: the usual case, and the pool says so by throwing.
        }
      }, grace).unref();
    });
  });
};
