import { Migration } from '@mikro-orm/migrations';
import { insertByFanOut, isolateMerchants, merchantOfTransaction } from '@promenade/core';
import { bucketSql } from '@promenade/plugin-inbox/contract';

const tables = [
  'audience',
  'audience_locale',
  'customer_tier',
  'published_event',
  'listed_customer',
  'day',
  'chunk',
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
        primary key (merchant_id, bucket, user_id)
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
    // One dispatch day of an event: whether it goes on, and how many it is for.
    this.addSql(`
      create table dispatch.day (
        merchant_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        slices integer not null,
        dispatch_no integer not null,
        state text not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'CANCELLED')),
        eligible bigint,
        opened_at timestamptz not null default now(),
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
    for (const table of tables) {
      for (const statement of isolateMerchants(`dispatch.${table}`)) this.addSql(statement);
    }
    for (const statement of insertByFanOut('dispatch.chunk', chunkColumns)) this.addSql(statement);
  }

  override down(): void {
    for (const table of tables.toReversed()) this.addSql(`drop table dispatch.${table}`);
  }
}
