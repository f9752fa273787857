import { bucketSql } from '@promenade/plugin-inbox/contract';
import type pg from 'pg';

export interface Filling {
  readonly merchantId: string;
  readonly customers: number;
  readonly days: number;
  /** Dispatches of a day. */
  readonly dispatches: number;
}

/**
 * Messages as the dispatcher leaves them: partition by partition, dispatch by dispatch, each bucket in order and the
 * buckets in an order that differs between dispatches. An eighth of the
 * customers have read a third of theirs, day by day. Then a vacuum, as autovacuum does it after so many rows.
 */
export const fillMessages = async (admin: pg.Client, filling: Filling): Promise<void> => {
  const { merchantId, customers, days, dispatches } = filling;
  await admin.query(
    `create unlogged table customer as
     select ${bucketSql('user_id')} as bucket, user_id
     from (select gen_random_uuid() as user_id from generate_series(1, $1::int)) any_order
     order by bucket, user_id`,
    [customers],
  );
  const { rows: opened } = await admin.query<{ day: string; first: number }>(
    `select day::date::text as day, inbox.first_no(day::date) as first, inbox.open_day(day::date)
     from generate_series(current_date - $1::int + 1, current_date, interval '1 day') day`,
    [days],
  );
  for (const { day, first } of opened) {
    for (let number = first; number < first + dispatches; number += 1) {
      await openDispatch(admin, merchantId, day, number);
      await admin.query(
        `insert into inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no)
         select $1, user_id, $2::int, bucket, bucket % 3 from customer
         order by md5(concat($2::int, '/', bucket)), user_id`,
        [merchantId, number],
      );
    }
  }
  await admin.query(`insert into inbox.dispatch_revision (merchant_id, revision) values ($1, $2)`, [
    merchantId,
    days * dispatches,
  ]);
  await admin.query(
    `insert into inbox.message_state (merchant_id, user_id, dispatch_no, is_read)
     select merchant_id, user_id, dispatch_no, true from inbox.message
     where merchant_id = $1 and dispatch_no % 3 = 0 and right(user_id::text, 1) in ('0', '8')
     order by dispatch_no`,
    [merchantId],
  );
  for (const table of [
    'message',
    'message_state',
    'dispatch',
    'dispatch_content',
    'dispatch_revision',
  ]) {
    await admin.query(`vacuum analyze inbox.${table}`);
  }
  await admin.query('checkpoint');
};

const openDispatch = async (
  admin: pg.Client,
  merchantId: string,
  day: string,
  number: number,
): Promise<void> => {
  await admin.query(
    `insert into inbox.dispatch (merchant_id, event_id, dispatch_date, dispatch_no)
     values ($1, gen_random_uuid(), $2, $3)`,
    [merchantId, day, number],
  );
  await admin.query(
    `insert into inbox.dispatch_content
       (merchant_id, dispatch_no, locale_no, locale, title, body, content_version)
     select $1, $2, place - 1, locale, title, body, 1
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality as content (locale, title, body, place)`,
    [
      merchantId,
      number,
      ['ar', 'en', 'he'],
      ['خصم عشرة بالمئة', 'Ten percent off', 'עשרה אחוזים הנחה'],
      ['طوال الأسبوع، في جميع المتاجر.', 'All week, in every store.', 'כל השבוע, בכל החנויות.'],
    ],
  );
};
