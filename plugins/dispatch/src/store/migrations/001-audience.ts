import { Migration } from '@mikro-orm/migrations';
import { insertByFanOut, isolateMerchants, merchantOfTransaction } from '@promenade/core';
import { bucketSql } from '@promenade/plugin-inbox/contract';

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
        -- A customer who left stays as a mark, so that an older event that comes later does not bring them back.
        has_left boolean not null default false,
        changed_at timestamptz not null,
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
        audience text not null,
        content jsonb not null,
        primary key (merchant_id, event_id)
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
    for (const table of ['audience', 'audience_locale', 'published_event', 'chunk']) {
      for (const statement of isolateMerchants(`dispatch.${table}`)) this.addSql(statement);
    }
    for (const statement of insertByFanOut('dispatch.chunk', chunkColumns)) this.addSql(statement);
  }
}
