import { Migration } from '@mikro-orm/migrations';
import { hashPartitions, isolateMerchants } from '@promenade/core';

/** Which tier each customer belongs to. Customers are ids here; who they are is the core service's. */
export class TierAssignments002 extends Migration {
  override up(): void {
    this.addSql(`
      create table campaign_vip.vip_tier_assignments (
        merchant_id uuid not null,
        customer_id uuid not null,
        tier_id text collate "C" not null,
        assigned_at timestamptz(3) not null,
        primary key (merchant_id, customer_id),
        foreign key (merchant_id, tier_id)
          references campaign_vip.vip_tiers (merchant_id, tier_id) on update cascade
      ) partition by hash (merchant_id)`);
    for (const statement of isolateMerchants('campaign_vip.vip_tier_assignments')) {
      this.addSql(statement);
    }
    for (const statement of hashPartitions('campaign_vip.vip_tier_assignments', 8)) {
      this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table campaign_vip.vip_tier_assignments');
  }
}
