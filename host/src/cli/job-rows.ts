import type { JobContribution, PluginSpec } from '@promenade/core';
import type { JobStanding } from '@promenade/core/host';

/** A job among those of all plugins, `<plugin>/<job>`. */
export interface NamedJob {
  readonly name: string;
  readonly pluginId: string;
  readonly job: JobContribution;
}

export const namedJobs = (specs: readonly PluginSpec[]): readonly NamedJob[] =>
  specs.flatMap(({ id, contributes }) =>
    (contributes?.jobs ?? []).map((job) => ({ name: `${id}/${job.name}`, pluginId: id, job })),
  );

const instant = (time: Date | null | undefined): string =>
  time ? `${time.toISOString().slice(0, 19)}Z` : '-';

/** One word for a single run, numbers for those of several merchants. */
const outcomeOf = ({ succeeded, failed, skipped, reason }: JobStanding): string => {
  const counts = Object.entries({ succeeded, failed, skipped }).filter(([, count]) => count > 0);
  const runs = succeeded + failed + skipped;
  const words = counts.map(([word, count]) => (runs === 1 ? word : `${count} ${word}`)).join(', ');
  return [words || '-', ...(reason ? [`(${reason})`] : [])].join(' ');
};

/** What `promenade jobs list` shows, its head first. */
export const jobRows = (
  jobs: readonly NamedJob[],
  standings: readonly JobStanding[],
): readonly (readonly string[])[] => [
  ['JOB', 'PER', 'CRON', 'TIME ZONE', 'NEXT', 'LAST RUN', 'OUTCOME'],
  ...jobs.map(({ name, pluginId, job }) => {
    const standing = standings.find((one) => one.pluginId === pluginId && one.job === job.name);
    return [
      name,
      job.per,
      job.cron,
      job.timezone ?? 'UTC',
      instant(standing?.nextAt),
      instant(standing?.finishedAt),
      standing ? outcomeOf(standing) : '-',
    ];
  }),
];
