import { Migration } from '@mikro-orm/migrations';
import {
  insertByFanOut,
  isolateMerchants,
  merchantOfTransaction,
  noticeChannel,
} from '@promenade/core';
import { isolateCustomers } from './isolate-customers.js';
import { readers } from './reader-functions.js';

const tables = [
  'dispatch',
  'dispatch_content',
  'dispatch_revision',
  'message',
  'message_state',
  'preference',
  'arrival',
  'gathered',
];

/** What one customer has. */
const ofCustomers = ['message', 'message_state', 'preference', 'gathered'];

/**
 * Messages, laid out so that ten million of them are written in seconds (docs/adr/0011): what is the same for all messages of
 * a dispatch stands once, and a message says no more than who gets which dispatch in which language. It is never changed;
 * what a customer does with it is kept beside it. `inbox.customer_message` shows it as its reader knows it.
 */
export class Messages001 extends Migration {
  override up(): void {
    // One dispatch day of an event. Its number holds the day, so that messages lie in a partition a day and sort by time.
    this.addSql(`
      create table inbox.dispatch (
        merchant_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        dispatch_no integer not null,
        -- What customers mute by: the event's promotion package.
        kind text not null default '',
        opened_at timestamptz not null default now(),
        retracted_at timestamptz,
        primary key (merchant_id, event_id, dispatch_date),
        unique (merchant_id, dispatch_no)
      )`);
    this.addSql(`
      create index dispatch_retracted on inbox.dispatch (merchant_id, dispatch_no)
      where retracted_at is not null`);
    this.addSql(`
      create table inbox.dispatch_content (
        merchant_id uuid not null,
        dispatch_no integer not null,
        locale_no smallint not null,
        locale text not null,
        title text not null,
        body text not null,
        content_version integer not null,
        primary key (merchant_id, dispatch_no, locale_no)
      )`);
    this.addSql(`
      create table inbox.message (
        merchant_id uuid not null ${merchantOfTransaction},
        user_id uuid not null,
        dispatch_no integer not null,
        bucket smallint not null,
        locale_no smallint not null,
        primary key (merchant_id, bucket, user_id, dispatch_no) include (locale_no)
      ) partition by range (dispatch_no)`);
    this.addSql(`
      create table inbox.message_state (
        merchant_id uuid not null,
        user_id uuid not null,
        dispatch_no integer not null,
        is_read boolean not null default false,
        is_archived boolean not null default false,
        changed_at timestamptz not null default now(),
        -- With what readers ask for, so that a customer's states are one place in the index instead of a page of the table each.
        primary key (merchant_id, user_id, dispatch_no) include (is_read, is_archived)
      )`);
    // Grows with every change of the merchant's dispatches and their content, which readers keep in memory.
    this.addSql(`
      create table inbox.dispatch_revision (
        merchant_id uuid primary key,
        revision bigint not null
      )`);
    // No row until a customer decides something. Quiet hours are all there, or none.
    this.addSql(`
      create table inbox.preference (
        merchant_id uuid not null,
        user_id uuid not null,
        version integer not null,
        muted_kinds text[] not null,
        quiet_from text,
        quiet_until text,
        quiet_timezone text,
        primary key (merchant_id, user_id),
        check (num_nulls(quiet_from, quiet_until, quiet_timezone) in (0, 3))
      )`);
    // Both are lost in a crash, and together: then customers' messages are gathered anew. Nothing of them is in the log.
    // That a transaction wrote messages of a dispatch; 0 where it did not say of which.
    this.addSql(`
      create unlogged table inbox.arrival (
        merchant_id uuid not null ${merchantOfTransaction},
        written_by xid8 not null default pg_current_xact_id(),
        dispatch_no integer not null,
        arrived_at timestamptz not null default now(),
        primary key (merchant_id, written_by, dispatch_no)
      )`);
    // A customer's messages, out of all days, as the snapshot saw them: right as long as nothing else has arrived.
    this.addSql(`
      create unlogged table inbox.gathered (
        merchant_id uuid not null,
        user_id uuid not null,
        as_of pg_snapshot not null,
        dispatch_nos integer[] not null,
        locale_nos smallint[] not null,
        gathered_at timestamptz not null default now(),
        primary key (merchant_id, user_id)
      ) with (fillfactor = 70)`);
    for (const table of tables) {
      for (const statement of isolateMerchants(`inbox.${table}`)) this.addSql(statement);
    }
    for (const table of ofCustomers) {
      for (const statement of isolateCustomers(`inbox.${table}`)) this.addSql(statement);
    }
    const written = ['user_id', 'dispatch_no', 'bucket', 'locale_no'];
    for (const statement of insertByFanOut('inbox.message', written)) this.addSql(statement);
    for (const statement of insertByFanOut('inbox.arrival', ['dispatch_no']))
      this.addSql(statement);
    // Dropping a day changes what every merchant's readers may show.
    this.addSql(`
      create policy drop_day on inbox.dispatch_revision to promenade_owner using (true)`);

    for (const statement of [numbers, openDay, dropDay, tellOfMessages, messageView, ...readers])
      this.addSql(statement);
    this.addSql(`
      create trigger tell after insert on inbox.message
      for each statement execute function inbox.tell_of_messages()`);
    this.addSql(`revoke all on function inbox.open_day(date) from public`);
    this.addSql(`revoke all on function inbox.drop_day(date) from public`);
    for (const name of [
      'gather(uuid, uuid, smallint)',
      'mark(uuid, uuid, smallint, integer, boolean, boolean)',
    ]) {
      this.addSql(`revoke all on function inbox.${name} from public`);
      this.addSql(`grant execute on function inbox.${name} to promenade_app`);
    }
    // Dispatching opens days as it needs them; the relay role keeps house for all merchants.
    this.addSql(`grant execute on function inbox.open_day(date) to promenade_app, promenade_relay`);
    this.addSql(`grant execute on function inbox.drop_day(date) to promenade_relay`);
    this.addSql(`grant select on inbox.customer_message to promenade_app`);
  }

  override down(): void {
    this.addSql('drop view inbox.customer_message');
    for (const name of [
      'open_day(date)',
      'drop_day(date)',
      'first_no(date)',
      'gather(uuid, uuid, smallint)',
      'mark(uuid, uuid, smallint, integer, boolean, boolean)',
    ]) {
      this.addSql(`drop function inbox.${name}`);
    }
    for (const table of tables.toReversed()) this.addSql(`drop table inbox.${table}`);
    this.addSql('drop function inbox.tell_of_messages()');
  }
}

/** The first dispatch number of a day: days since 2020 in the upper 16 bits, until the year 2109. */
const numbers = `
  create function inbox.first_no(day date) returns integer language sql immutable parallel safe as
  $$ select (day - date '2020-01-01') << 16 $$`;

/**
 * Makes the partition of a day. Nobody reads or writes messages at that moment: a connection that was just learning which
 * partitions there are would go on without the new one, since PostgreSQL tells of it only once. Whoever is busy with messages
 * is waited for in turns, so that others wait behind it for a fifth of a second at a time. The lock lasts until the transaction
 * ends: let nothing else be in it.
 * A partition has no grant and no policy: its rows are reached through the table, which row-level security guards.
 * @throws lock_not_available when the table could not be had in about five seconds
 */
const openDay = `
  create function inbox.open_day(day date) returns void language plpgsql
  security definer set search_path = '' set lock_timeout = '200ms' as $$
  declare
    name text := 'message_' || to_char(day, 'YYYYMMDD');
    turns_left integer := 8;
  begin
    if to_regclass('inbox.' || name) is not null then return; end if;
    loop
      begin
        lock table only inbox.message in access exclusive mode;
        exit;
      exception when lock_not_available then
        turns_left := turns_left - 1;
        if turns_left = 0 then raise; end if;
        perform pg_sleep(0.2 + random() * 0.4);
      end;
    end loop;
    -- Whoever held the lock may have made it.
    if to_regclass('inbox.' || name) is not null then return; end if;
    execute format('create table inbox.%I partition of inbox.message for values from (%s) to (%s)',
      name, inbox.first_no(day), inbox.first_no(day + 1));
    execute format('alter table inbox.%I enable row level security', name);
    execute format('alter table inbox.%I force row level security', name);
  end $$`;

/**
 * Drops the messages of a day with their partition. Taking a partition off locks the table: whoever cannot have the lock at
 * once gives up and tries later, so that nobody waits behind it.
 * @returns false when there was no such day
 */
const dropDay = `
  create function inbox.drop_day(day date) returns boolean language plpgsql
  security definer set search_path = '' set lock_timeout = '200ms' as $$
  declare
    name text := 'message_' || to_char(day, 'YYYYMMDD');
  begin
    if to_regclass('inbox.' || name) is null then return false; end if;
    update inbox.dispatch_revision set revision = revision + 1;
    execute format('alter table inbox.message detach partition inbox.%I', name);
    execute format('drop table inbox.%I', name);
    return true;
  end $$`;

/**
 * Notes that messages arrived, and tells the hosts when they commit: once per statement and transaction, whoever wrote them.
 * The channel is the one of core's `Notices` for this plugin.
 */
const tellOfMessages = `
  create function inbox.tell_of_messages() returns trigger language plpgsql as $$
  begin
    insert into inbox.arrival (dispatch_no)
    values (coalesce(nullif(current_setting('inbox.dispatch_no', true), ''), '0')::integer)
    on conflict do nothing;
    perform pg_notify('${noticeChannel('inbox')}', lower(current_setting('app.merchant_id', true)));
    return null;
  end $$`;

/** A message as its reader knows it. Its id says the dispatch and, as a hash, the customer (UUID v8). */
const messageView = `
  create view inbox.customer_message with (security_invoker = true) as
  select m.merchant_id,
    (lpad(to_hex(m.dispatch_no), 8, '0') || overlay(overlay(
      left(md5(m.merchant_id::text || m.user_id::text), 24) placing '8' from 5 for 1) placing 'a' from 9 for 1))::uuid as message_id,
    m.user_id, d.event_id, d.dispatch_date,
    jsonb_build_object('title', c.title, 'body', c.body) as content, c.locale,
    coalesce(s.is_read, false) as is_read, coalesce(s.is_archived, false) as is_archived,
    d.opened_at as created_at
  from inbox.message m
  join inbox.dispatch d using (merchant_id, dispatch_no)
  join inbox.dispatch_content c using (merchant_id, dispatch_no, locale_no)
  left join inbox.message_state s using (merchant_id, user_id, dispatch_no)
  where d.retracted_at is null`;
