import type { Installation } from './installation.js';

/** Customers in three languages, as the customer topics would leave them, and a few who have left. */
export const fillAudience = async (
  { services, merchantId }: Installation,
  customers: number,
): Promise<void> => {
  await services.query(
    `insert into dispatch.audience (merchant_id, user_id, locale, has_left, changed_at, changed_by)
     select $1, gen_random_uuid(), (array['en', 'ar', 'he'])[1 + n % 3], n > $2::int, now(), gen_random_uuid()
     from generate_series(1, $2::int + $2::int / 50) n`,
    [merchantId, customers],
  );
  await services.query(
    `insert into dispatch.audience_locale select $1, unnest(array['en', 'ar', 'he']) on conflict do nothing`,
    [merchantId],
  );
  await services.query('vacuum analyze dispatch.audience');
};
