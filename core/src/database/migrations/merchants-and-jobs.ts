import { databaseRoles } from '../database-roles.js';
import { isolateMerchants, readAcrossMerchants } from '../row-level-security.js';

const { application, relay } = databaseRoles;

/** Which merchants there are: whoever had a transaction. */
const merchants = [
  `create table promenade.merchant (
    merchant_id uuid primary key,
    first_seen_at timestamptz not null default now()
  )`,
  ...isolateMerchants('promenade.merchant'),
  `revoke insert, update, delete on promenade.merchant from ${application}`,
  `grant insert (merchant_id) on promenade.merchant to ${application}`,
  ...readAcrossMerchants('promenade.merchant', ['merchant_id', 'first_seen_at']),
  `create function promenade.merchant_seen() returns trigger language plpgsql as
    $$ begin notify promenade_merchant; return null; end $$`,
  // For each row: most statements find that the merchant is known and insert none.
  `create trigger merchant_seen after insert on promenade.merchant
    for each row execute function promenade.merchant_seen()`,
];

/** What plugins with hooks were last told: that they are on for a merchant, or off. */
const told = [
  `create table promenade.plugin_told (
    merchant_id uuid not null,
    plugin_id text not null,
    enabled boolean not null,
    told_at timestamptz not null default now(),
    primary key (merchant_id, plugin_id)
  )`,
  ...isolateMerchants('promenade.plugin_told'),
  `revoke delete on promenade.plugin_told from ${application}`,
  ...readAcrossMerchants('promenade.plugin_told', ['merchant_id', 'plugin_id', 'enabled']),
];

/** The run of each job that comes next, and how the last one went. Jobs of the installation have the nil UUID as merchant. */
const jobs = [
  `create table promenade.job_run (
    plugin_id text not null,
    job text not null,
    merchant_id uuid not null,
    schedule text not null,
    next_at timestamptz(3) not null,
    attempts integer not null default 0,
    run_id uuid,
    lease_until timestamptz,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    outcome text check (outcome in ('succeeded', 'failed', 'skipped')),
    reason text,
    primary key (plugin_id, job, merchant_id)
  )`,
  'create index job_run_next on promenade.job_run (next_at)',
  ...isolateMerchants('promenade.job_run'),
  `revoke insert, update, delete on promenade.job_run from ${application}`,
  `create policy relay_plans on promenade.job_run to ${relay} using (true) with check (true)`,
  `grant select, insert, update on promenade.job_run to ${relay}`,
];

/** Statements for known merchants, what plugins were told of them, and planned runs of jobs. */
export const merchantsAndJobs: readonly string[] = [...merchants, ...told, ...jobs];
