import type { Database, Outbox } from '@promenade/core';
import { customerCreated } from '@promenade/proto';
import { sql } from 'kysely';
import { demoCustomer, demoCustomerId } from './demo-customers.js';

/** Customers appended in one transaction. */
const batchSize = 5_000;

/**
 * Brings a merchant up to a number of demo customers, by events in the outbox.
 * @param onProgress called with how many are there, after each batch
 * @returns how many were added
 */
export const loadCustomers = async (
  { database, outbox }: { readonly database: Database; readonly outbox: Outbox },
  merchantId: string,
  wanted: number,
  onProgress: (present: number) => void,
): Promise<number> => {
  const known = await customersKnown(database, merchantId, wanted);
  onProgress(known);
  const now = new Date();
  for (let from = known; from < wanted; from += batchSize) {
    const to = Math.min(from + batchSize, wanted);
    const events = Array.from({ length: to - from }, (_, place) =>
      demoCustomer(merchantId, from + place, now),
    );
    await database.transaction(merchantId, (tx) =>
      outbox.append(tx, customerCreated, events, { id: ({ event_id }) => event_id }),
    );
    onProgress(to);
  }
  return Math.max(0, wanted - known);
};

/** How many are there. They are appended in order, batch by batch, so those that are there are the first ones. */
const customersKnown = async (
  database: Database,
  merchantId: string,
  wanted: number,
): Promise<number> => {
  const isThere = (index: number): Promise<boolean> =>
    database.transaction(merchantId, async (tx) => {
      const { rows } = await sql`
        select 1 from promenade.outbox
        where aggregatetype = ${customerCreated.topic}
          and aggregateid = ${demoCustomerId(merchantId, index)} limit 1`.execute(tx.sql);
      return rows.length > 0;
    });
  return firstMissing(wanted, isThere);
};

/** Binary search: the first number below `end` that is not there, where those that are there are the lowest. */
export const firstMissing = async (
  end: number,
  isThere: (index: number) => Promise<boolean>,
): Promise<number> => {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isThere(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
