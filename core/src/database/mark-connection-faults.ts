import type pg from 'pg';
import { markDatabaseFault } from '../errors/passing-fault.js';

/** Marks what goes wrong while a connection is made, and what breaks one in use, as faults of the database's connections. */
export const markConnectionFaults = (pool: pg.Pool): void => {
  // Before the query in hand is told of it, and so before anybody can look.
  pool.on('connect', (client) => client.on('error', markDatabaseFault));
  // Bound, so that a proxy of it stands for both of its forms: with a callback and without.
  const connect: typeof pool.connect = pool.connect.bind(pool);
  pool.connect = new Proxy(connect, {
    apply: (original, _this, given) => {
      const asked: unknown = Reflect.apply(original, undefined, given);
      if (!(asked instanceof Promise)) return asked;
      return asked.catch((error: unknown) => {
        markDatabaseFault(error);
        throw error;
      });
    },
  });
};
