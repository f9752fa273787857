import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { KnownMerchants } from './known-merchants.js';
import { noMerchant } from './no-merchant.js';

let host: TestHost;
beforeAll(async () => {
  host = await createTestHost({ plugins: [] });
});
afterAll(() => host?.stop());

const known = async (merchantId: string): Promise<boolean> => {
  const text = 'select 1 from promenade.merchant where merchant_id = $1';
  return (await queryAs(host.urls.relay, text, [merchantId])).length === 1;
};
const meet = (merchantId: string) => host.database.transaction(merchantId, async () => undefined);

describe('a merchant', () => {
  test('is known from its first transaction on, once', async () => {
    const merchantId = randomUUID();
    expect(await known(merchantId)).toBe(false);
    await Promise.all(Array.from({ length: 5 }, () => meet(merchantId)));
    expect(await known(merchantId)).toBe(true);
    await meet(merchantId.toUpperCase());
    expect(await known(merchantId)).toBe(true);
  });

  test('is none where a transaction is of no merchant', async () => {
    await meet(noMerchant);
    expect(await known(noMerchant)).toBe(false);
  });

  test('is known to the work of its first transaction, and to others while that lasts', async () => {
    const merchantId = randomUUID();
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const long = host.database.transaction(merchantId, async (tx) => {
      const { rows } = await sql`select 1 from promenade.merchant`.execute(tx.sql);
      begun.resolve();
      await end.promise;
      return rows.length;
    });
    await begun.promise;
    // Another process has yet to meet it, and does not wait for the long transaction.
    await new KnownMerchants((id, work) => host.database.transaction(id, work)).meet(merchantId);
    end.resolve();
    expect(await long).toBe(1);
  });

  test('is met anew after it could not be written down', async () => {
    const outcomes = [new Error('the database is away'), undefined];
    let tries = 0;
    const merchants = new KnownMerchants(async () => {
      const outcome = outcomes[tries];
      tries += 1;
      if (outcome) throw outcome;
    });
    await expect(merchants.meet('m')).rejects.toThrow('the database is away');
    await merchants.meet('m');
    expect(merchants.meet('m')).toBeUndefined();
    expect(tries).toBe(2);
  });

  test('is written down once when many transactions meet it at once', async () => {
    let tries = 0;
    const merchants = new KnownMerchants(async () => {
      tries += 1;
    });
    const meetings = Array.from({ length: 5 }, async () => merchants.meet('m'));
    await Promise.all(meetings);
    expect(tries).toBe(1);
  });
});

describe('in a merchant’s transaction', () => {
  const insert = (whose: string) =>
    `insert into promenade.merchant (merchant_id) values ('${whose}')`;

  test('no other can be written down, none changed, none forgotten', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    const asMine = (text: string) => queryAs(host.urls.application, text, [], mine);
    await expect(asMine(insert(other))).rejects.toThrow(/row-level security/);
    await asMine(insert(mine));
    await expect(asMine('delete from promenade.merchant')).rejects.toThrow(/permission denied/);
    await expect(asMine('update promenade.merchant set first_seen_at = now()')).rejects.toThrow(
      /permission denied/,
    );
    await meet(other);
    expect(await asMine('select merchant_id from promenade.merchant')).toEqual([
      { merchant_id: mine },
    ]);
  });
});
