import { Migration } from '@mikro-orm/migrations';
import { isolateMerchants } from '@promenade/core';

/** Who can get messages, which events are published, and how far each slice has come. */
export class Audience001 extends Migration {
  override up(): void {
    // The bucket comes from md5, not from PostgreSQL's own hash, so that it is the same in every version.
    this.addSql(`
      create table dispatch.audience (
        merchant_id uuid not null,
        bucket smallint not null
          generated always as ((('x' || left(md5(user_id::text), 2))::bit(8)::int & 63)::smallint) stored,
        user_id uuid not null,
        locale text not null,
        -- A customer who left stays as a mark, so that an older event that comes later does not bring them back.
        has_left boolean not null default false,
        changed_at timestamptz not null,
        -- The record that said so: decides between two of the same millisecond, in whatever order they come.
        changed_by uuid not null,
        primary key (merchant_id, bucket, user_id)
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
        merchant_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        slice integer not null,
        chunk integer not null,
        last_bucket smallint,
        last_user_id uuid,
        recipients integer not null,
        is_last boolean not null,
        created_at timestamptz not null default now(),
        primary key (merchant_id, event_id, dispatch_date, slice, chunk)
      )`);
    for (const table of ['dispatch.audience', 'dispatch.published_event', 'dispatch.chunk']) {
      for (const statement of isolateMerchants(table)) this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table dispatch.chunk');
    this.addSql('drop table dispatch.published_event');
    this.addSql('drop table dispatch.audience');
  }
}
