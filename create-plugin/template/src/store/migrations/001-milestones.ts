import { Migration } from '@mikro-orm/migrations';
import { isolateMerchants } from '@promenade/core';

/** Milestones, and the number of customers that they are held against. Its name is kept: never rename it. */
export class Milestones001 extends Migration {
  override up(): void {
    this.addSql(`
      create table sample_plugin.milestone (
        merchant_id uuid not null,
        milestone_id uuid not null,
        title text not null check (btrim(title) <> ''),
        customers integer not null check (customers >= 1),
        created_at timestamptz(3) not null,
        primary key (merchant_id, milestone_id),
        unique (merchant_id, customers)
      )`);
    this.addSql(`
      create table sample_plugin.customer_count (
        merchant_id uuid primary key,
        customers integer not null check (customers >= 0)
      )`);
    for (const table of ['sample_plugin.milestone', 'sample_plugin.customer_count']) {
      for (const statement of isolateMerchants(table)) this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table sample_plugin.milestone, sample_plugin.customer_count');
  }
}
