import type { PluginScope } from '../plugin/plugin-scope.js';

interface ScheduledJob {
  /** kebab-case, unique within the plugin; runs that are planned are kept under it, so it never changes. */
  readonly name: string;
  /** Granted to the role `service`. */
  readonly permission: string;
  /**
   * `minute hour day-of-month month day-of-week`, or with seconds before them: `30 2 * * *` is each day at half past two.
   * Lists, ranges, steps, names (`MON-FRI`) and `@daily` and its like are understood.
   */
  readonly cron: string;
  /** IANA zone in which the pattern is read; UTC unless given. */
  readonly timezone?: string;
  /** Runs when a host that keeps timers starts, too. */
  readonly atStart?: boolean;
}

export interface JobContext {
  /** Aborted when the host stops, or when it lost its hold on the run, which another host then may begin anew. */
  readonly signal: AbortSignal;
}

/** One run for the whole installation. */
export interface InstallationJob extends ScheduledJob {
  readonly per: 'installation';
  run(scope: PluginScope, context: JobContext): Promise<void>;
}

/** One run for each known merchant; skipped while the merchant has the plugin off. */
export interface MerchantJob extends ScheduledJob {
  readonly per: 'merchant';
  run(scope: PluginScope, context: JobContext & { readonly merchantId: string }): Promise<void>;
}

/**
 * Work at set times, on one host at a time. Of due times that came while no host was there, or while a run went on, one is
 * made up. A run that rejects is tried again a few times; then it counts as failed and the next one comes as planned.
 * At least once: after a crash a run begins anew.
 */
export type JobContribution = InstallationJob | MerchantJob;
