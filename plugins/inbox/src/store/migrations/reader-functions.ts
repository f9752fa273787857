import { noticeChannel } from '@promenade/core';
import { customerSetting } from './isolate-customers.js';

/** Of what readers keep in memory: the revision of the merchant's dispatches. And what the customer prefers, null without a row. */
const view = `
  coalesce((select r.revision from inbox.dispatch_revision r where r.merchant_id = merchant), 0),
  (select row_to_json(p) from inbox.preference p where p.merchant_id = merchant and p.user_id = customer)`;

const mine = 'm.merchant_id = merchant and m.bucket = customer_bucket and m.user_id = customer';

/**
 * All that a customer's inbox is made of, in one round trip. The messages of before are kept in one row, so that only days are
 * looked into in which something has arrived since; each statement sees what committed before it, so what is not in the
 * list was not there when arrivals were read, and is looked for the next time. The revision is read last: a list
 * that is shown by it names no dispatch which came after it.
 */
const gather = `
  create function inbox.gather(merchant uuid, customer uuid, customer_bucket smallint)
  returns table (revision bigint, preference json, dispatch_nos integer[], locale_nos smallint[], read_nos integer[], archived_nos integer[])
  language plpgsql as $$
  #variable_conflict use_column
  declare
    as_of pg_snapshot;
    seen pg_snapshot;
    nos integer[];
    locales smallint[];
    arrived integer[];
    place tid;
  begin
    perform set_config('app.merchant_id', merchant::text, true), set_config('${customerSetting}', customer::text, true);
    select g.ctid, g.as_of, g.dispatch_nos, g.locale_nos into place, as_of, nos, locales
    from inbox.gathered g where g.merchant_id = merchant and g.user_id = customer
      -- Older arrivals may be removed; and messages of dropped days are in the list until it is made anew.
      and g.gathered_at > now() - interval '30 days';
    if as_of is not null then
      select pg_current_snapshot(), array(
        select distinct a.dispatch_no from inbox.arrival a
        where a.merchant_id = merchant and a.written_by >= pg_snapshot_xmin(as_of)
          and not pg_visible_in_snapshot(a.written_by, as_of)
      ) into seen, arrived;
    end if;
    if as_of is null or 0 = any(arrived) then
      select pg_current_snapshot(), coalesce(array_agg(m.dispatch_no), '{}'), coalesce(array_agg(m.locale_no), '{}')
      into seen, nos, locales
      from inbox.message m where ${mine};
      insert into inbox.gathered (merchant_id, user_id, as_of, dispatch_nos, locale_nos)
      values (merchant, customer, seen, nos, locales)
      on conflict on constraint gathered_pkey do update set as_of = excluded.as_of,
        dispatch_nos = excluded.dispatch_nos, locale_nos = excluded.locale_nos, gathered_at = excluded.gathered_at;
    elsif arrived <> '{}' then
      select coalesce(array_agg(l.dispatch_no), '{}'), coalesce(array_agg(l.locale_no), '{}') into nos, locales
      from (
        select k.dispatch_no, k.locale_no from unnest(nos, locales) k (dispatch_no, locale_no)
        where k.dispatch_no <> all(arrived)
        union all
        select m.dispatch_no, m.locale_no from inbox.message m where ${mine} and m.dispatch_no = any(arrived)
      ) l;
      -- Where somebody was faster the row is elsewhere by now, and says as much.
      update inbox.gathered g set as_of = seen, dispatch_nos = nos, locale_nos = locales
      where g.ctid = place and g.merchant_id = merchant and g.user_id = customer;
    end if;
    return query
      select ${view}, nos, locales,
        coalesce(array_agg(s.dispatch_no) filter (where s.is_read), '{}'),
        coalesce(array_agg(s.dispatch_no) filter (where s.is_archived), '{}')
      from inbox.message_state s where s.merchant_id = merchant and s.user_id = customer;
  end $$`;

/**
 * Marks a message, and tells the customer's other tabs; a mark that is null stays as it is.
 * @returns the message with its marks; no row when the customer has none of this dispatch, or it is retracted
 */
const mark = `
  create function inbox.mark(
    merchant uuid, customer uuid, customer_bucket smallint, no integer, set_read boolean, set_archived boolean)
  returns table (revision bigint, preference json, locale_no smallint, is_read boolean, is_archived boolean)
  language plpgsql as $$
  #variable_conflict use_column
  declare
    found_locale smallint;
  begin
    perform set_config('app.merchant_id', merchant::text, true), set_config('${customerSetting}', customer::text, true);
    select m.locale_no into found_locale
    from inbox.message m join inbox.dispatch d on d.merchant_id = merchant and d.dispatch_no = no
    where ${mine} and m.dispatch_no = no and d.retracted_at is null;
    if not found then return; end if;
    insert into inbox.message_state as known (merchant_id, user_id, dispatch_no, is_read, is_archived)
    values (merchant, customer, no, coalesce(set_read, false), coalesce(set_archived, false))
    on conflict (merchant_id, user_id, dispatch_no)
    do update set is_read = coalesce(set_read, known.is_read),
      is_archived = coalesce(set_archived, known.is_archived), changed_at = now()
    where known.is_read <> coalesce(set_read, known.is_read)
      or known.is_archived <> coalesce(set_archived, known.is_archived);
    perform pg_notify('${noticeChannel('inbox')}', merchant || ':' || customer);
    return query
      select ${view}, found_locale, s.is_read, s.is_archived
      from inbox.message_state s
      where s.merchant_id = merchant and s.user_id = customer and s.dispatch_no = no;
  end $$`;

/**
 * What requests of customers call, each a whole transaction that names its merchant first. As functions they cost one round
 * trip, and their statements are planned once a connection.
 */
export const readers: readonly string[] = [gather, mark];
