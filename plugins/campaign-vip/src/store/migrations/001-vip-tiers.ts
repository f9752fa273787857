import { Migration } from '@mikro-orm/migrations';
import { hashPartitions, isolateMerchants } from '@promenade/core';

/** Tiers and their translations. */
export class VipTiers001 extends Migration {
  override up(): void {
    // A check or a trigger calls these inside the statement of the application role: names are qualified.
    this.addSql(`
      create function campaign_vip.are_perks(perks jsonb) returns boolean language sql immutable strict as $$
        select case when jsonb_typeof(perks) = 'array' then
          jsonb_array_length(perks) <= 20 and not exists (
            select from jsonb_array_elements(perks) perk
            where jsonb_typeof(perk) <> 'string' or char_length(perk #>> '{}') > 200)
        else false end
      $$`);
    this.addSql(`
      create function campaign_vip.are_bonus_points(points jsonb) returns boolean language sql immutable strict as $$
        select case when jsonb_typeof(points) = 'number' then
          points::numeric between 0 and 2147483647 and points::numeric = trunc(points::numeric)
        else false end
      $$`);
    this.addSql(`
      create function campaign_vip.validate_benefits() returns trigger language plpgsql as $$
      declare
        fault text;
      begin
        if new.benefits is null then
          return new;
        end if;
        if jsonb_typeof(new.benefits) <> 'object' then
          fault := 'must be an object';
        elsif new.benefits - 'bonus_points' - 'custom_perks' <> '{}' then
          fault := 'may hold bonus_points and custom_perks only';
        elsif not campaign_vip.are_bonus_points(coalesce(new.benefits -> 'bonus_points', '0')) then
          fault := 'bonus_points must be a whole number from 0 to 2147483647';
        elsif not campaign_vip.are_perks(coalesce(new.benefits -> 'custom_perks', '[]')) then
          fault := 'custom_perks must be a list of at most 20 texts of at most 200 characters';
        end if;
        if fault is not null then
          raise exception 'benefits of a tier: %', fault using errcode = 'check_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`
      create function campaign_vip.touch_updated_at() returns trigger language plpgsql as $$
      begin
        new.updated_at := now();
        return new;
      end $$`);

    this.addSql(`
      create table campaign_vip.vip_tiers (
        id uuid not null,
        merchant_id uuid not null,
        tier_id text collate "C" not null,
        name text not null check (btrim(name) <> ''),
        locale text not null default 'en' check (locale in ('en', 'ar', 'he')),
        min_points integer not null check (min_points >= 0),
        discount_percentage integer not null default 0
          check (discount_percentage >= 0 and discount_percentage <= 100),
        free_shipping boolean not null default false,
        exclusive_access boolean not null default false,
        benefits jsonb,
        version integer not null default 1 check (version >= 1),
        created_at timestamptz(3) not null default now(),
        updated_at timestamptz(3) not null default now(),
        primary key (merchant_id, id),
        constraint unique_vip_tiers_merchant_id_tier_id unique (merchant_id, tier_id)
      ) partition by hash (merchant_id)`);
    for (const statement of isolateMerchants('campaign_vip.vip_tiers')) this.addSql(statement);
    for (const statement of hashPartitions('campaign_vip.vip_tiers', 8)) this.addSql(statement);
    this.addSql('create index idx_vip_tiers_merchant_id on campaign_vip.vip_tiers (merchant_id)');
    this.addSql('create index idx_vip_tiers_min_points on campaign_vip.vip_tiers (min_points)');
    this.addSql(
      'create index idx_vip_tiers_benefits on campaign_vip.vip_tiers using gin (benefits)',
    );
    this.addSql(`
      create trigger trg_updated_at before update on campaign_vip.vip_tiers
      for each row execute function campaign_vip.touch_updated_at()`);
    this.addSql(`
      create trigger trg_validate_benefits before insert or update on campaign_vip.vip_tiers
      for each row execute function campaign_vip.validate_benefits()`);

    this.addSql(`
      create table campaign_vip.vip_tier_translations (
        merchant_id uuid not null,
        tier_id text collate "C" not null,
        locale text not null check (locale in ('en', 'ar', 'he')),
        name text not null check (btrim(name) <> ''),
        custom_perks jsonb check (campaign_vip.are_perks(custom_perks)),
        primary key (merchant_id, tier_id, locale),
        foreign key (merchant_id, tier_id)
          references campaign_vip.vip_tiers (merchant_id, tier_id) on update cascade on delete cascade
      )`);
    for (const statement of isolateMerchants('campaign_vip.vip_tier_translations')) {
      this.addSql(statement);
    }
  }

  override down(): void {
    this.addSql('drop table campaign_vip.vip_tier_translations');
    this.addSql('drop table campaign_vip.vip_tiers');
    this.addSql('drop function campaign_vip.touch_updated_at()');
    this.addSql('drop function campaign_vip.validate_benefits()');
    this.addSql('drop function campaign_vip.are_bonus_points(jsonb)');
    this.addSql('drop function campaign_vip.are_perks(jsonb)');
  }
}
