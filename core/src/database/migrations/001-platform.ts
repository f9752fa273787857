import { Migration } from '@mikro-orm/migrations';
import { databaseRoles } from '../database-roles.js';
import { isolateMerchants, readAcrossMerchants } from '../row-level-security.js';
import { merchantsAndJobs } from './merchants-and-jobs.js';

const { application, relay } = databaseRoles;

/** The platform's own tables: outbox, offsets, processed events, schemas, enablement, caches, merchants and what they chose, jobs. */
export class Platform001 extends Migration {
  static readonly irreversible =
    'without these tables there is no platform, and events that nobody has read yet would be lost';

  override up(): void {
    // Columns as Debezium's Outbox Event Router reads them. `sequence` orders rows of one key as they were
    // written; `position` is stamped after commit by the relay and is the only thing a consumer may count by.
    this.addSql(`
      create table promenade.outbox (
        sequence bigint generated always as identity primary key,
        id uuid not null,
        aggregatetype text not null,
        aggregateid text not null,
        type text not null,
        payload bytea not null,
        headers jsonb not null,
        merchant_id uuid not null,
        partition integer,
        created_at timestamptz not null default now(),
        position bigint unique,
        check (aggregatetype like '%.dlq' or lower(headers->>'ce_merchantid') = merchant_id::text)
      ) with (autovacuum_vacuum_scale_factor = 0.05)`);
    this.addSql(
      `create index outbox_unstamped on promenade.outbox (sequence) where position is null`,
    );
    this.addSql(
      `create index outbox_topic on promenade.outbox (aggregatetype, position) where position is not null`,
    );
    // Of topics that keep the last record of each key: whether a record has a later one.
    this.addSql(
      `create index outbox_key on promenade.outbox (aggregatetype, aggregateid, position)
         where aggregatetype >= 'customer.' and aggregatetype < 'customer/'`,
    );
    for (const statement of isolateMerchants('promenade.outbox')) this.addSql(statement);
    // Positions are the relay's alone, and nobody speaks for another merchant.
    this.addSql(`revoke insert, update, delete on promenade.outbox from ${application}`);
    this.addSql(`
      grant insert (id, aggregatetype, aggregateid, type, payload, headers, merchant_id, partition)
      on promenade.outbox to ${application}`);
    this.addSql(
      `create policy relay_reads on promenade.outbox for select to ${relay} using (true)`,
    );
    this.addSql(
      `create policy relay_stamps on promenade.outbox for update to ${relay} using (true)`,
    );
    // Whatever housekeeping is told: nothing that was written within the hour.
    this.addSql(
      `create policy relay_clears on promenade.outbox for delete to ${relay}
         using (created_at < now() - interval '1 hour')`,
    );
    this.addSql(`grant select, update (position), delete on promenade.outbox to ${relay}`);
    this.addSql(`
      create function promenade.notify_outbox() returns trigger language plpgsql as
      $$ begin notify promenade_outbox; return null; end $$`);
    this.addSql(`
      create trigger outbox_written after insert on promenade.outbox
      for each statement execute function promenade.notify_outbox()`);

    this.addSql(`
      create table promenade.log_position (
        single boolean primary key default true check (single),
        last bigint not null default 0
      )`);
    this.addSql(`insert into promenade.log_position default values`);
    this.addSql(`grant select, update on promenade.log_position to ${relay}`);

    // How far the relay has copied the log to a broker.
    this.addSql(`
      create table promenade.relay_position (
        single boolean primary key default true check (single),
        position bigint not null default 0
      )`);
    this.addSql(`insert into promenade.relay_position default values`);
    this.addSql(`grant select, update on promenade.relay_position to ${relay}`);

    this.addSql(`
      create table promenade.consumer_offset (
        consumer_group text not null,
        topic text not null,
        position bigint not null,
        updated_at timestamptz not null default now(),
        primary key (consumer_group, topic)
      )`);
    this.addSql(`grant select, insert, update on promenade.consumer_offset to ${relay}`);

    this.addSql(`
      create table promenade.processed_events (
        merchant_id uuid not null,
        consumer_group text not null,
        event_id uuid not null,
        event_type text not null,
        created_at timestamptz not null default now(),
        primary key (merchant_id, consumer_group, event_id)
      )`);
    for (const statement of isolateMerchants('promenade.processed_events')) this.addSql(statement);
    this.addSql(`revoke update, delete on promenade.processed_events from ${application}`);
    this.addSql('create index processed_events_age on promenade.processed_events (created_at)');
    for (const statement of readAcrossMerchants('promenade.processed_events', [
      'merchant_id',
      'consumer_group',
      'event_id',
      'created_at',
    ])) {
      this.addSql(statement);
    }
    this.addSql(
      `create policy relay_clears on promenade.processed_events for delete to ${relay}
         using (created_at < now() - interval '1 day')`,
    );
    this.addSql(`grant delete on promenade.processed_events to ${relay}`);
    // Marks events as processed, and gives those that were not yet; as a function so that it can be a transaction of one round trip.
    this.addSql(`
      create function promenade.claim_events(merchant uuid, consumer text, type text, ids uuid[])
      returns setof uuid language plpgsql as $$
      begin
        perform set_config('app.merchant_id', merchant::text, true);
        return query
          insert into promenade.processed_events as claimed (merchant_id, consumer_group, event_id, event_type)
          select distinct merchant, consumer, id, type from unnest(ids) as id
          on conflict do nothing
          returning claimed.event_id;
      end $$`);
    this.addSql(
      `revoke all on function promenade.claim_events(uuid, text, text, uuid[]) from public`,
    );
    this.addSql(
      `grant execute on function promenade.claim_events(uuid, text, text, uuid[]) to ${application}`,
    );

    // The ids under which a schema registry keeps the schemas that this installation writes and reads.
    this.addSql(`
      create table promenade.event_schema (
        subject text not null,
        fingerprint text not null,
        id bigint not null,
        registered_at timestamptz not null default now(),
        primary key (subject, fingerprint)
      )`);
    this.addSql(`grant select on promenade.event_schema to ${relay}`);

    // Records that wait for something that has not arrived.
    this.addSql(`
      create table promenade.postponed_event (
        merchant_id uuid not null,
        consumer_group text not null,
        event_id uuid not null,
        topic text not null,
        key text not null,
        headers jsonb not null,
        payload bytea not null,
        position text not null,
        attempts integer not null default 0,
        due_at timestamptz not null,
        created_at timestamptz not null default now(),
        primary key (merchant_id, consumer_group, event_id)
      )`);
    this.addSql('create index postponed_event_due on promenade.postponed_event (due_at)');
    for (const statement of isolateMerchants('promenade.postponed_event')) this.addSql(statement);
    this.addSql(
      `create policy relay_retries on promenade.postponed_event to ${relay} using (true) with check (true)`,
    );
    this.addSql(`grant select, update, delete on promenade.postponed_event to ${relay}`);

    // What became of the records of the dead-letter topics; those without a row are open.
    this.addSql(`
      create table promenade.dead_letter_state (
        merchant_id uuid not null,
        topic text not null,
        position text not null,
        written_at timestamptz(3) not null,
        state text not null check (state in ('replayed', 'discarded')),
        changed_by text not null,
        changed_at timestamptz not null default now(),
        reason text,
        primary key (merchant_id, topic, position, written_at)
      )`);
    this.addSql('create index dead_letter_place on promenade.dead_letter_state (topic, position)');
    for (const statement of [
      ...isolateMerchants('promenade.dead_letter_state'),
      ...readAcrossMerchants('promenade.dead_letter_state', [
        'merchant_id',
        'topic',
        'position',
        'written_at',
        'state',
        'changed_by',
        'changed_at',
        'reason',
      ]),
    ]) {
      this.addSql(statement);
    }
    this.addSql(`revoke delete on promenade.dead_letter_state from ${application}`);
    this.addSql('create index dead_letter_age on promenade.dead_letter_state (written_at)');
    this.addSql(
      `create policy relay_clears on promenade.dead_letter_state for delete to ${relay}
         using (written_at < now() - interval '1 day')`,
    );
    this.addSql(`grant delete on promenade.dead_letter_state to ${relay}`);

    // Groups whose members step aside while they are set back.
    this.addSql(`
      create table promenade.group_pause (
        consumer_group text not null,
        topic text not null,
        until timestamptz not null,
        primary key (consumer_group, topic)
      )`);
    this.addSql(`grant select, insert, update, delete on promenade.group_pause to ${relay}`);

    this.addSql(`
      create table promenade.plugin_enablement (
        merchant_id uuid not null,
        plugin_id text not null,
        enabled boolean not null,
        updated_at timestamptz not null default now(),
        updated_by text not null,
        primary key (merchant_id, plugin_id)
      )`);
    for (const statement of isolateMerchants('promenade.plugin_enablement')) this.addSql(statement);
    for (const statement of readAcrossMerchants('promenade.plugin_enablement', [
      'merchant_id',
      'plugin_id',
      'enabled',
      'updated_at',
    ])) {
      this.addSql(statement);
    }
    // What makes cached values obsolete; a change is told of with its commit.
    this.addSql(`
      create table promenade.cache_generation (
        merchant_id uuid not null,
        plugin_id text not null,
        generation uuid not null,
        primary key (merchant_id, plugin_id)
      )`);
    for (const statement of [
      ...isolateMerchants('promenade.cache_generation'),
      ...readAcrossMerchants('promenade.cache_generation', [
        'merchant_id',
        'plugin_id',
        'generation',
      ]),
    ]) {
      this.addSql(statement);
    }
    this.addSql(`
      create function promenade.cache_changed() returns trigger language plpgsql as $$
      begin
        perform pg_notify('promenade_cache', new.merchant_id || ' ' || new.plugin_id);
        return null;
      end $$`);
    this.addSql(`
      create trigger cache_changed after insert or update on promenade.cache_generation
      for each row execute function promenade.cache_changed()`);
    // What merchants chose, in the form of the version of the plugin's settings that wrote it.
    this.addSql(`
      create table promenade.merchant_settings (
        merchant_id uuid not null,
        plugin_id text not null,
        version integer not null check (version > 0),
        values jsonb not null check (jsonb_typeof(values) = 'object'),
        revision integer not null default 1,
        updated_at timestamptz not null default now(),
        updated_by text not null,
        primary key (merchant_id, plugin_id)
      )`);
    for (const statement of isolateMerchants('promenade.merchant_settings')) this.addSql(statement);

    this.addSql(`create table promenade.enablement_version (
      single boolean primary key default true check (single),
      version bigint not null default 0
    )`);
    this.addSql(`insert into promenade.enablement_version default values`);
    this.addSql(`grant select on promenade.enablement_version to ${relay}`);
    this.addSql(`
      create function promenade.enablement_changed() returns trigger language plpgsql
      security definer set search_path = '' as $$
      begin
        update promenade.enablement_version set version = version + 1;
        notify promenade_enablement;
        return null;
      end $$`);
    this.addSql(`
      create trigger enablement_changed after insert or update or delete on promenade.plugin_enablement
      for each statement execute function promenade.enablement_changed()`);
    for (const statement of merchantsAndJobs) this.addSql(statement);
  }
}
