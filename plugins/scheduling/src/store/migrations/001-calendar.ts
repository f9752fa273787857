import { Migration } from '@mikro-orm/migrations';
import { isolateMerchants, readAcrossMerchants } from '@promenade/core';
import { audienceSummarySql } from '../audience-summary-sql.js';

/** The event calendar and the days handed to the dispatcher. */
export class Calendar001 extends Migration {
  override up(): void {
    this.addSql(`
      create table scheduling.promotion_event (
        merchant_id uuid not null,
        event_id uuid not null,
        title text not null,
        description text,
        promotion_package text not null,
        start_datetime timestamptz(3) not null,
        end_datetime timestamptz(3) not null,
        timezone text not null,
        dispatch_time text not null check (dispatch_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
        content jsonb not null check (jsonb_typeof(content) = 'object' and content <> '{}'),
        audience jsonb not null,
        audience_summary jsonb not null generated always as (${audienceSummarySql}) stored,
        status text not null check (status in ('DRAFT', 'PUBLISHED', 'EXPIRED')),
        version integer not null default 1,
        published_at timestamptz(3),
        wakes_at timestamptz(3) not null default '-infinity',
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        primary key (merchant_id, event_id),
        check (end_datetime > start_datetime)
      )`);
    this.addSql(
      'create index promotion_event_start on scheduling.promotion_event (merchant_id, start_datetime, event_id)',
    );
    this.addSql(
      `create index promotion_event_wake on scheduling.promotion_event (wakes_at, event_id) where status = 'PUBLISHED'`,
    );
    this.addSql(`
      create table scheduling.dispatch_day (
        merchant_id uuid not null,
        event_id uuid not null,
        dispatch_date date not null,
        version integer not null,
        slices integer not null,
        created_at timestamptz not null default now(),
        primary key (merchant_id, event_id, dispatch_date)
      )`);
    for (const table of ['scheduling.promotion_event', 'scheduling.dispatch_day']) {
      for (const statement of isolateMerchants(table)) this.addSql(statement);
    }
    for (const statement of readAcrossMerchants('scheduling.promotion_event', [
      'merchant_id',
      'event_id',
      'status',
      'wakes_at',
    ])) {
      this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table scheduling.dispatch_day');
    this.addSql('drop table scheduling.promotion_event');
  }
}
