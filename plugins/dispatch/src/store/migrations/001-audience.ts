import { Migration } from '@mikro-orm/migrations';
import {
  currentMerchant,
  insertByFanOut,
  isolateMerchants,
  merchantOfTransaction,
} from '@promenade/core';
import { bucketSql } from '@promenade/plugin-inbox/contract';

const tables = [
  'audience',
  'audience_locale',
  'customer_tier',
  'published_event',
  'listed_customer',
  'day',
  'chunk',
  'kept_since',
];

const chunkColumns = [
  'event_id',
  'dispatch_date',
  'slice',
  'chunk',
  'last_user_id',
  'recipients',
  'is_last',
];

const ofTransaction = `merchant_id = ${currentMerchant}`;

/**
 * Whether a day of the transaction's merchant goes on, and its event is as it was when the day's messages were put together:
 * what the fan-out role may know of them, so that a chunk is claimed only while that is so. The owner, whom row-level
 * security holds too, is let in for it.
 */
const goesOn = [
  ...['day', 'published_event'].map(
    (table) =>
      `create policy owner_reads on dispatch.${table} for select to current_user using (${ofTransaction})`,
  ),
  `create function dispatch.goes_on(event uuid, day date, event_version integer) returns boolean language sql stable
     security definer set search_path = '' as $$
     select exists (select from dispatch.day d
       where d.${ofTransaction} and (d.event_id, d.dispatch_date) = (event, day) and d.state = 'RUNNING')
     and exists (select from dispatch.published_event e
       where e.${ofTransaction} and (e.event_id, e.version) = (event, event_version)) $$`,
  `revoke all on function dispatch.goes_on(uuid, date, integer) from public`,
  `grant execute on function dispatch.goes_on(uuid, date, integer) to promenade_fanout`,
];

/** All that decides what is to be done with a slice, as a transaction of its own. The event is left out where the slice is delivered. */
const standing = [
  `create function dispatch.standing(merchant uuid, for_event uuid, for_day date, for_slice integer)
   returns table (chunk integer, last_user_id uuid, recipients integer, is_last boolean, state text,
     is_over boolean, is_outside boolean, is_open boolean, is_uncounted boolean, event json)
   language plpgsql as $$
   #variable_conflict use_column
   begin
     perform set_config('app.merchant_id', merchant::text, true);
     return query
       select c.*, d.state, coalesce(for_day < kept.day, false),
         coalesce(for_day not between e.first_day and e.last_day, false), d.opened_at is not null,
         d.opened_at < now() - interval '1 minute' and d.eligible is null,
         case when e.version is not null and c.is_last is not true then json_build_object(
           'version', e.version, 'status', e.status, 'promotionPackage', e.promotion_package, 'content', e.content,
           'audience', json_build_object('kind', e.audience_kind, 'names', e.audience_names)) end
       from (select 1) slice
       left join lateral (
         select chunk, last_user_id, recipients, is_last from dispatch.chunk
         where (merchant_id, event_id, dispatch_date, slice) = (merchant, for_event, for_day, for_slice)
         order by chunk desc limit 1) c on true
       left join dispatch.day d on (d.merchant_id, d.event_id, d.dispatch_date) = (merchant, for_event, for_day)
       left join dispatch.published_event e on (e.merchant_id, e.event_id) = (merchant, for_event)
       left join dispatch.kept_since kept on kept.merchant_id = merchant;
   end $$`,
  `revoke all on function dispatch.standing(uuid, uuid, date, integer) from public`,
  `grant execute on function dispatch.standing(uuid, uuid, date, integer) to promenade_app`,
];

/** Who can get messages, which events are published, and how far each slice has come. */
export class Audience001 extends Migration {
  override up(): void {
    // In the order in which messages lie, so that a slice is read as it is written.
    this.addSql(`
      create table dispatch.audience (
        merchant_id uuid not null,
        bucket smallint not null
          generated always as (${bucketSql('user_id')}) stored,
        user_id uuid not null,
        locale text not null,
        segments text[] not null default '{}',
        -- A customer who left stays as a mark, so that an older event that comes later does not bring them back.
        has_left boolean not null default false,
        changed_at timestamptz not null,
        -- The record that said so: decides between two of the same millisecond, in whatever order they come.
        changed_by uuid not null,
        -- With what a slice of everybody is made of, so that it is read from the index alone: the rows themselves lie in the
        -- order in which customers came, a page each.
        primary key (merchant_id, bucket, user_id) include (locale, has_left)
      )`);
    // The languages of the audience, a few: what each of them reads is worked out before a slice is.
    this.addSql(`
      create table dispatch.audience_locale (
        merchant_id uuid not null,
        locale text not null,
        primary key (merchant_id, locale)
      )`);
    this.addSql(`
      create table dispatch.published_event (
        merchant_id uuid not null,
        event_id uuid not null,
        version integer not null,
        status text not null,
        promotion_package text not null,
        audience_kind text not null,
        audience_names text[] not null,
        content jsonb not null,
        -- The days of its window, in its zone.
        first_day date not null,
        last_day date not null,
        primary key (merchant_id, event_id)
      )`);
    // Apart from the audience: a customer may be assigned to a tier before the customer's creation is read.
    this.addSql(`
      create table dispatch.customer_tier (
        merchant_id uuid not null,
        bucket smallint not null generated always as (${bucketSql('user_id')}) stored,
        user_id uuid not null,
        tier_id text not null,
        assigned_at timestamptz not null,
        -- The record that said so: decides between two of the same millisecond, in whatever order they come.
        assigned_by uuid not null,
        primary key (merchant_id, bucket, user_id)
      )`);
    // Whom an event for a list of customers is for, laid out as the audience is.
    this.addSql(`
      create table dispatch.listed_customer (
        merchant_id uuid not null,
        event_id uuid not null,
        bucket smallint not null generated always as (${bucketSql('user_id')}) stored,
        user_id uuid not null,
        primary key (merchant_id, event_id, bucket, user_id)
      )`);
    // One dispatch day of an event: whether it goes on, and how many it is for. It is there before it is opened when somebody
    // paused or cancelled it before its first slice came.
    this.addSql(`
      create table dispatch.day (
        merchant_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        state text not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'CANCELLED')),
        state_since timestamptz not null default now(),
        opened_at timestamptz,
        slices integer,
        dispatch_no integer,
        eligible integer,
        check (num_nulls(opened_at, slices, dispatch_no) in (0, 3)),
        primary key (merchant_id, event_id, dispatch_date)
      )`);
    this.addSql(`
      create table dispatch.chunk (
        merchant_id uuid not null ${merchantOfTransaction},
        event_id uuid not null,
        dispatch_date date not null,
        slice integer not null,
        chunk integer not null,
        last_user_id uuid,
        recipients integer not null,
        is_last boolean not null,
        created_at timestamptz not null default now(),
        primary key (merchant_id, event_id, dispatch_date, slice, chunk)
      )`);
    // Days before this one are over: what is kept of them is removed, and what comes of them writes nothing.
    this.addSql(`
      create table dispatch.kept_since (
        merchant_id uuid primary key,
        day date not null
      )`);
    for (const table of tables) {
      for (const statement of isolateMerchants(`dispatch.${table}`)) this.addSql(statement);
    }
    for (const statement of insertByFanOut('dispatch.chunk', chunkColumns)) this.addSql(statement);
    for (const statement of [...goesOn, ...standing]) this.addSql(statement);
  }

  override down(): void {
    this.addSql('drop function dispatch.goes_on(uuid, date, integer)');
    this.addSql('drop function dispatch.standing(uuid, uuid, date, integer)');
    for (const table of tables.toReversed()) this.addSql(`drop table dispatch.${table}`);
  }
}
