import { randomUUID } from 'node:crypto';
import { bucketCount, bucketSql } from '@promenade/plugin-inbox/contract';
import type pg from 'pg';

export interface Filling {
  readonly customers: number;
  /** Of each customer, spread evenly over the days. */
  readonly messages: number;
  readonly days: number;
}

/** Three merchants, and which share of the customers each has. */
const shares = [0.5, 0.3, 0.2];

/** A dispatch is written in so many transactions, as the dispatcher writes it in chunks. */
const chunks = 8;

/** Customers who read their messages: those whose id ends so, an eighth of all. */
const areReaders = `right(user_id::text, 1) in ('0', '8')`;

/** How many of their newest messages readers have not read. */
const unread = 8;

/**
 * Messages as the dispatcher leaves them: dispatch by dispatch, each bucket in order and the buckets in an order that differs
 * between dispatches. An eighth of the customers, the readers, have read all but the newest, day by day, and nobody else has asked for
 * anything; a fifth have muted a kind that a quarter of the messages are of. Then a vacuum, as autovacuum does it after so many rows.
 */
export const fillMessages = async (admin: pg.Client, filling: Filling): Promise<void> => {
  const { customers, messages, days } = filling;
  await admin.query(
    'create table customer (merchant_id uuid, bucket smallint, user_id uuid, is_taken boolean default false)',
  );
  const merchants = shares.map((share) => ({
    id: randomUUID(),
    size: Math.ceil(customers * share),
  }));
  for (const { id, size } of merchants) {
    await admin.query(
      `insert into customer (merchant_id, bucket, user_id)
       select $1::uuid, ${bucketSql('user_id')} as bucket, user_id
       from (select gen_random_uuid() as user_id from generate_series(1, $2::int)) any_order
       order by bucket, user_id`,
      [id, size],
    );
  }
  await admin.query('create index on customer (merchant_id, bucket)');
  for (let message = 0; message < messages; message += 1) {
    await dispatchToAll(admin, days - 1 - Math.floor((message * days) / messages));
    if (message >= unread) await readOldest(admin, message - unread);
  }
  await admin.query(
    `insert into inbox.preference (merchant_id, user_id, version, muted_kinds)
     select merchant_id, user_id, 1, array['winter'] from customer where right(user_id::text, 2) < '34'
     order by md5(user_id::text)`,
  );
  await admin.query(
    `select count(found) from (
       select inbox.gather(merchant_id, user_id, bucket) as found from customer where ${areReaders}) of_readers`,
  );
  await admin.query('vacuum analyze inbox.message');
  await vacuum(admin);
};

/** Gives every customer one more message. @param daysAgo the day that it is of */
export const dispatchToAll = async (admin: pg.Client, daysAgo: number): Promise<void> => {
  const { rows } = await admin.query<{ merchant_id: string }>(
    'select distinct merchant_id from customer',
  );
  for (const { merchant_id: merchantId } of rows) {
    await admin.query(`select set_config('app.merchant_id', $1, false)`, [merchantId]);
    const dispatchNo = await openDispatch(admin, merchantId, daysAgo);
    await admin.query(`select set_config('inbox.dispatch_no', $1, false)`, [String(dispatchNo)]);
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      await admin.query(
        `insert into inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no)
         select merchant_id, user_id, $2::int, bucket, bucket % 3 from customer
         where merchant_id = $1 and bucket >= $3 and bucket < $4
         order by md5(concat($2::int, '/', bucket)), user_id`,
        [
          merchantId,
          dispatchNo,
          (chunk * bucketCount) / chunks,
          ((chunk + 1) * bucketCount) / chunks,
        ],
      );
    }
  }
};

/** Has every reader read one more of the messages. @param count how many they have read */
const readOldest = async (admin: pg.Client, count: number): Promise<void> => {
  await admin.query(
    `insert into inbox.message_state (merchant_id, user_id, dispatch_no, is_read)
     select c.merchant_id, c.user_id, d.dispatch_no, true
     from customer c cross join lateral (
       select dispatch_no from inbox.dispatch where merchant_id = c.merchant_id
       order by dispatch_no offset $1 limit 1) d
     where ${areReaders}
     order by md5(concat($1::int, c.user_id))`,
    [count],
  );
};

/** What autovacuum does within a minute after so many rows: here at a moment that does not matter to the clock. */
export const vacuum = async (admin: pg.Client): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'inbox' and (tablename !~ '^message(_\\d+)?$'
       or tablename = 'message_' || to_char(current_date, 'YYYYMMDD'))`,
  );
  for (const { name } of rows) await admin.query(`vacuum analyze ${name}`);
  await admin.query('checkpoint');
};

export interface Customer {
  readonly merchant_id: string;
  readonly user_id: string;
}

/** Some customers, others each time. @param who those who read their messages, or those who never asked for them */
export const someCustomers = async (
  admin: pg.Client,
  who: 'readers' | 'newcomers',
  count: number,
): Promise<readonly Customer[]> => {
  const { rows } = await admin.query<Customer>(
    `update customer set is_taken = true where user_id in (
       select user_id from customer where ${who === 'readers' ? '' : 'not'} ${areReaders} and not is_taken order by random() limit $1)
     returning merchant_id, user_id`,
    [count],
  );
  if (rows.length < count) throw new Error(`there are no ${count} ${who} left`);
  return rows;
};

const contents = [
  ['ar', 'خصم عشرة بالمئة', 'طوال الأسبوع، في جميع المتاجر.'],
  ['en', 'Ten percent off', 'All week, in every store.'],
  ['he', 'עשרה אחוזים הנחה', 'כל השבוע, בכל החנויות.'],
] as const;

const openDispatch = async (
  admin: pg.Client,
  merchantId: string,
  daysAgo: number,
): Promise<number> => {
  await admin.query('select inbox.open_day(current_date - $1::int)', [daysAgo]);
  const { rows } = await admin.query<{ dispatch_no: number }>(
    `insert into inbox.dispatch (merchant_id, event_id, dispatch_date, dispatch_no, kind)
     select $1, gen_random_uuid(), day, coalesce(max(dispatch_no) + 1, inbox.first_no(day)),
       case (select count(*) from inbox.dispatch where merchant_id = $1) % 4 when 3 then 'winter' else 'spring' end
     from (select current_date - $2::int as day) the
     left join inbox.dispatch on merchant_id = $1 and dispatch_date = day
     group by day
     returning dispatch_no`,
    [merchantId, daysAgo],
  );
  const dispatchNo = rows[0]?.dispatch_no;
  if (dispatchNo === undefined) throw new Error('the dispatch got no number');
  await admin.query(
    `insert into inbox.dispatch_content
       (merchant_id, dispatch_no, locale_no, locale, title, body, content_version)
     select $1, $2, place - 1, locale, title, body, 1
     from unnest($3::text[], $4::text[], $5::text[]) with ordinality as content (locale, title, body, place)`,
    [
      merchantId,
      dispatchNo,
      contents.map(([locale]) => locale),
      contents.map(([, title]) => title),
      contents.map(([, , body]) => body),
    ],
  );
  await admin.query(
    `insert into inbox.dispatch_revision as known (merchant_id, revision) values ($1, 1)
     on conflict (merchant_id) do update set revision = known.revision + 1`,
    [merchantId],
  );
  return dispatchNo;
};
