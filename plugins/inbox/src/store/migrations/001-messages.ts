import { Migration } from '@mikro-orm/migrations';
import { isolateMerchants } from '@promenade/core';

/**
 * Messages and their content. The content stands once per event, version and locale; a reader of a message gets it
 * by a join. The natural key is the only index: it makes delivery idempotent and finds a customer's messages.
 */
export class Messages001 extends Migration {
  override up(): void {
    // RFC 9562, section 5.7: 48 bits of Unix time in milliseconds, then random bits.
    this.addSql(`
      create function inbox.uuid_v7() returns uuid language sql volatile parallel safe as $$
        select encode(
          set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
              placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
              from 1 for 6),
            52, 1), 53, 1), 'hex')::uuid
      $$`);
    this.addSql(`
      create table inbox.message_content (
        merchant_id uuid not null,
        event_id uuid not null,
        content_version integer not null,
        locale text not null,
        title text not null,
        body text not null,
        primary key (merchant_id, event_id, content_version, locale)
      )`);
    this.addSql(`
      create table inbox.message (
        merchant_id uuid not null,
        user_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        message_id uuid not null default inbox.uuid_v7(),
        content_version integer not null,
        locale text not null,
        is_read boolean not null default false,
        created_at timestamptz not null default now(),
        primary key (merchant_id, user_id, event_id, dispatch_date)
      )`);
    for (const table of ['inbox.message_content', 'inbox.message']) {
      for (const statement of isolateMerchants(table)) this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table inbox.message');
    this.addSql('drop table inbox.message_content');
    this.addSql('drop function inbox.uuid_v7()');
  }
}
