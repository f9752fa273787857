import { Migration } from '@mikro-orm/migrations';
import { hashPartitions, isolateMerchants } from '@promenade/core';

/** Activities with their rules. */
export class Activities001 extends Migration {
  override up(): void {
    this.addSql(`
      create table promotions.activity_def (
        merchant_id uuid not null,
        activity_id uuid not null,
        name text not null check (btrim(name) <> ''),
        description text,
        rule jsonb not null check (jsonb_typeof(rule) = 'object'),
        status text not null check (status in ('DRAFT', 'APPROVED', 'PUBLISHED', 'EXPIRED', 'ARCHIVED')),
        version integer not null default 1 check (version >= 1),
        created_at timestamptz(3) not null,
        created_by text not null,
        updated_at timestamptz(3) not null,
        primary key (merchant_id, activity_id)
      ) partition by hash (merchant_id)`);
    for (const statement of isolateMerchants('promotions.activity_def')) this.addSql(statement);
    for (const statement of hashPartitions('promotions.activity_def', 8)) this.addSql(statement);
    // Newest first within a status; without a status the primary key gives that order.
    this.addSql(
      'create index activity_def_status on promotions.activity_def (merchant_id, status, activity_id)',
    );
  }

  override down(): void {
    this.addSql('drop table promotions.activity_def');
  }
}
