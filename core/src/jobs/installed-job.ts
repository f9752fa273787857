import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { nextDue, scheduleText } from './cron-schedule.js';
import type { JobContribution } from './job.js';
import type { PlannedJob } from './job-runs.js';

/** A job of a plugin that started on this host. */
export interface InstalledJob {
  readonly spec: PluginSpec;
  readonly scope: PluginScope;
  readonly job: JobContribution;
}

export const jobsOf = (
  plugins: readonly Pick<InstalledJob, 'spec' | 'scope'>[],
): readonly InstalledJob[] =>
  plugins.flatMap(({ spec, scope }) =>
    (spec.contributes?.jobs ?? []).map((job) => ({ spec, scope, job })),
  );

/** The job's first due time after a moment, as it goes into the plan. */
export const plannedJob = (
  { id }: Pick<PluginSpec, 'id'>,
  job: JobContribution,
  after: Date,
): PlannedJob => ({
  pluginId: id,
  job: job.name,
  perMerchant: job.per === 'merchant',
  schedule: scheduleText(job),
  nextAt: nextDue(job, after),
});
