import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { demoCustomer } from './demo-customers.js';
import { demoCustomerUsers, demoMerchants } from './demo-people.js';
import { firstMissing } from './load-customers.js';

test('finds how many of the first ones are there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(10_000), fc.nat(10_000), async (wanted, present) => {
      const asked = new Set<number>();
      const found = await firstMissing(wanted, async (index) => {
        asked.add(index);
        return index < present;
      });
      expect(found).toBe(Math.min(wanted, present));
      expect(asked.size).toBeLessThanOrEqual(15);
    }),
  );
});

test('customers are the same at every load, in all languages in turn', () => {
  const { id } = demoMerchants.acme;
  const now = new Date();
  const customers = Array.from({ length: 999 }, (_, index) => demoCustomer(id, index, now));
  expect(customers).toEqual(customers.map((_, index) => demoCustomer(id, index, now)));
  expect(new Set(customers.map(({ customer_id }) => customer_id)).size).toBe(999);
  expect(new Set(customers.map(({ event_id }) => event_id)).size).toBe(999);
  const perLocale = Map.groupBy(customers, ({ locale }) => locale);
  expect([...perLocale].map(([locale, group]) => [locale, group.length])).toEqual([
    ['en', 333],
    ['ar', 333],
    ['he', 333],
  ]);
});

test('customers that can sign in are among them, with their language', () => {
  const { id } = demoMerchants.acme;
  const first = [0, 1, 2].map((index) => demoCustomer(id, index, new Date()));
  expect(demoCustomerUsers.map((user) => [user.id, user.locale])).toEqual(
    first.map(({ customer_id, locale }) => [customer_id, locale]),
  );
});
