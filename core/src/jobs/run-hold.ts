import { type RawBuilder, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database/database.js';
import type { JobAddress } from './job-address.js';

/** How long a run is held without a sign of life of its host, in seconds. */
const leaseSeconds = 30;

export type JobOutcome = 'succeeded' | 'failed' | 'skipped';

/** A run that this host has in hand. */
export interface HeldRun extends JobAddress {
  readonly runId: string;
  /** From 1. */
  readonly attempt: number;
  /** When it was due. */
  readonly dueAt: Date;
}

export type Taking =
  | { readonly state: 'held'; readonly run: HeldRun }
  /** Somebody else has it in hand. */
  | { readonly state: 'taken' }
  | { readonly state: 'early'; readonly nextAt: Date };

const at = ({ pluginId, job, merchantId }: JobAddress): RawBuilder<unknown> =>
  sql`plugin_id = ${pluginId} and job = ${job} and merchant_id = ${merchantId}::uuid`;

/** Who has a job's run in hand. A hold is a lease, so that one whose host died is taken over, and one that lasts is not doubled. */
export class RunHold {
  constructor(private readonly database: Database) {}

  /** Takes a run that is due. @returns nothing when no such run is planned */
  async take(address: JobAddress, now: Date): Promise<Taking | undefined> {
    const db = this.database.acrossMerchants();
    const runId = uuidv7();
    const taken = await sql<{ attempts: number; next_at: Date }>`
      update promenade.job_run
      set run_id = ${runId}, attempts = attempts + 1, started_at = ${now},
        lease_until = now() + make_interval(secs => ${leaseSeconds})
      where ${at(address)} and next_at <= ${now} and (lease_until is null or lease_until < now())
      returning attempts, next_at`.execute(db);
    const [mine] = taken.rows;
    if (mine) {
      const run = { ...address, runId, attempt: mine.attempts, dueAt: mine.next_at };
      return { state: 'held', run };
    }
    const { rows } = await sql<{ next_at: Date }>`
      select next_at from promenade.job_run where ${at(address)}`.execute(db);
    const [row] = rows;
    if (!row) return undefined;
    return row.next_at > now ? { state: 'early', nextAt: row.next_at } : { state: 'taken' };
  }

  /** A sign of life. @returns whether the run is still in this host's hands */
  async keep(run: HeldRun): Promise<boolean> {
    const { rows } = await this.change(
      run,
      sql`lease_until = now() + make_interval(secs => ${leaseSeconds})`,
    );
    return rows.length > 0;
  }

  /** @returns when the job runs next; nothing when the run is in other hands by now */
  end(
    run: HeldRun,
    {
      outcome,
      reason,
      now,
      nextAt,
    }: {
      readonly outcome: JobOutcome;
      /** One line, for the operator. */
      readonly reason?: string;
      readonly now: Date;
      readonly nextAt: Date;
    },
  ): Promise<Date | undefined> {
    return this.leave(
      run,
      sql`attempts = 0, finished_at = ${now}, outcome = ${outcome}, reason = ${reason ?? null},
        next_at = ${this.unlessMoved(run, nextAt)}`,
    );
  }

  /** Leaves a run whose attempt failed for another attempt. @returns as `end` does */
  retry(run: HeldRun, retryAt: Date, reason: string): Promise<Date | undefined> {
    return this.leave(run, sql`reason = ${reason}, next_at = ${this.unlessMoved(run, retryAt)}`);
  }

  /** Leaves a run as if it had not been begun, for another host. */
  release(run: HeldRun): Promise<Date | undefined> {
    return this.leave(run, sql`attempts = attempts - 1`);
  }

  /** Somebody who wanted the job to run while it ran, or gave it another schedule, has moved what comes next. */
  private unlessMoved(run: HeldRun, nextAt: Date): RawBuilder<unknown> {
    return sql`case when next_at = ${run.dueAt} then ${nextAt}::timestamptz else next_at end`;
  }

  private async leave(run: HeldRun, changes: RawBuilder<unknown>): Promise<Date | undefined> {
    const { rows } = await this.change(run, sql`run_id = null, lease_until = null, ${changes}`);
    return rows[0]?.next_at;
  }

  private change(
    run: HeldRun,
    changes: RawBuilder<unknown>,
  ): Promise<{ readonly rows: readonly { readonly next_at: Date }[] }> {
    return sql<{ next_at: Date }>`
      update promenade.job_run set ${changes} where ${at(run)} and run_id = ${run.runId}
      returning next_at`.execute(this.database.acrossMerchants());
  }
}
