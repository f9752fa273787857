import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import { installation, type JobAddress } from './job-address.js';
import { jobsChannel } from './job-planner.js';

/** How a job stands; over all merchants where it is of merchants and none is asked for. */
export interface JobStanding {
  readonly pluginId: string;
  readonly job: string;
  /** The earliest. */
  readonly nextAt: Date;
  /** The latest end of a run. */
  readonly finishedAt: Date | null;
  /** How many last runs succeeded, failed, were skipped. */
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  /** Why the latest attempt failed. */
  readonly reason: string | null;
}

/** The planned runs of jobs as an operator sees and moves them. */
export class JobList {
  constructor(private readonly database: Database) {}

  /** One standing a job that has a planned run. @param merchantId UUID; leaves out other merchants' runs */
  async standings(merchantId?: string): Promise<readonly JobStanding[]> {
    const { rows } = await sql<{
      plugin_id: string;
      job: string;
      next_at: Date;
      finished_at: Date | null;
      succeeded: number;
      failed: number;
      skipped: number;
      reason: string | null;
    }>`
      select plugin_id, job, min(next_at) as next_at, max(finished_at) as finished_at,
        count(*) filter (where outcome = 'succeeded')::int as succeeded,
        count(*) filter (where outcome = 'failed')::int as failed,
        count(*) filter (where outcome = 'skipped')::int as skipped,
        (array_agg(reason order by started_at desc) filter (where reason is not null))[1] as reason
      from promenade.job_run
      where ${merchantId ?? null}::uuid is null
        or merchant_id in (${merchantId ?? null}::uuid, ${installation}::uuid)
      group by plugin_id, job`.execute(this.database.acrossMerchants());
    return rows.map(({ plugin_id, next_at, finished_at, ...row }) => ({
      ...row,
      pluginId: plugin_id,
      nextAt: next_at,
      finishedAt: finished_at,
    }));
  }

  /**
   * Lets a planned run come now, on whatever host keeps timers; one that is going on is followed by another.
   * @param address without merchant: the runs of all merchants, or that of the installation
   * @returns how many runs it was
   */
  async runNow(address: Omit<JobAddress, 'merchantId'>, merchantId?: string): Promise<number> {
    const db = this.database.acrossMerchants();
    const { rows } = await sql`
      update promenade.job_run set next_at = now()
      where plugin_id = ${address.pluginId} and job = ${address.job}
        and (${merchantId ?? null}::uuid is null or merchant_id = ${merchantId ?? null}::uuid)
      returning 1`.execute(db);
    await sql`select pg_notify(${jobsChannel}, '')`.execute(db);
    return rows.length;
  }
}
