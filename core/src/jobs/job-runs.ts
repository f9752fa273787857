import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/database.js';
import { installation, type JobAddress } from './job-address.js';

/** A job as it is planned: all its runs that are new, or whose schedule was another, come next at the same time. */
export interface PlannedJob {
  readonly pluginId: string;
  readonly job: string;
  readonly perMerchant: boolean;
  readonly schedule: string;
  readonly nextAt: Date;
}

export interface DueRun extends JobAddress {
  readonly nextAt: Date;
}

const relation = (jobs: readonly PlannedJob[]): RawBuilder<unknown> => sql`
  unnest(${jobs.map(({ pluginId }) => pluginId)}::text[], ${jobs.map(({ job }) => job)}::text[],
    ${jobs.map(({ perMerchant }) => perMerchant)}::boolean[],
    ${jobs.map(({ schedule }) => schedule)}::text[],
    ${jobs.map(({ nextAt }) => nextAt.toISOString())}::timestamptz[])
  as wanted (plugin_id, job, per_merchant, schedule, next_at)`;

/** The planned runs of all jobs, across merchants: what is to come next is decided here, and Restate only wakes. */
export class JobRuns {
  constructor(private readonly database: Database) {}

  /** Adds what is missing for known merchants and the installation, and moves what has another schedule than it had. */
  async plan(jobs: readonly PlannedJob[]): Promise<void> {
    const db = this.database.acrossMerchants();
    await sql`
      insert into promenade.job_run (plugin_id, job, merchant_id, schedule, next_at)
      select wanted.plugin_id, wanted.job, whose.merchant_id, wanted.schedule, wanted.next_at
      from ${relation(jobs)}
      join (
        select merchant_id, true as is_merchant from promenade.merchant
        union all select ${installation}::uuid, false
      ) whose on whose.is_merchant = wanted.per_merchant
      on conflict do nothing`.execute(db);
    await sql`
      update promenade.job_run run
      set schedule = wanted.schedule, next_at = wanted.next_at, attempts = 0
      from ${relation(jobs)}
      where run.plugin_id = wanted.plugin_id and run.job = wanted.job
        and run.schedule <> wanted.schedule`.execute(db);
  }

  /** Lets runs come at a time where they would come later. */
  async hasten(jobs: readonly PlannedJob[], at: Date): Promise<void> {
    await sql`
      update promenade.job_run run set next_at = ${at}
      from ${relation(jobs)}
      where run.plugin_id = wanted.plugin_id and run.job = wanted.job
        and run.next_at > ${at}`.execute(this.database.acrossMerchants());
  }

  /** Runs that come until a time and that nobody has in hand, the earliest first. */
  async due(jobs: readonly PlannedJob[], until: Date): Promise<readonly DueRun[]> {
    const { rows } = await sql<{
      plugin_id: string;
      job: string;
      merchant_id: string;
      next_at: Date;
    }>`
      select run.plugin_id, run.job, run.merchant_id, run.next_at
      from promenade.job_run run join ${relation(jobs)}
        on run.plugin_id = wanted.plugin_id and run.job = wanted.job
        and (run.merchant_id <> ${installation}::uuid) = wanted.per_merchant
      where run.next_at <= ${until} and (run.lease_until is null or run.lease_until < now())
      order by run.next_at`.execute(this.database.acrossMerchants());
    return rows.map((row) => ({
      pluginId: row.plugin_id,
      job: row.job,
      merchantId: row.merchant_id,
      nextAt: row.next_at,
    }));
  }
}
