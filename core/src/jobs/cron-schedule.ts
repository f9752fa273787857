import { Cron } from 'croner';
import { isTimeZone } from '../settings/setting-kinds.js';

/** When a job runs: a cron pattern in a time zone. */
export interface CronSchedule {
  readonly cron: string;
  /** IANA name; UTC unless given. */
  readonly timezone?: string;
}

const defaultZone = 'UTC';

/**
 * Where the clocks change, a pattern that names its hours (`30 2 * * *`) runs once that day: at the first moment after the
 * hour that is left out, at the first of the two where an hour comes twice. One with a wildcard or a step in its time
 * follows the time that passes.
 */
const open = ({ cron, timezone = defaultZone }: CronSchedule): Cron =>
  new Cron(cron, {
    timezone,
    mode: '5-or-6-parts',
    fixedTimeRule: 'no-wildcard',
    paused: true,
  });

/**
 * The first due time after a moment, to the second.
 * @throws when the pattern or the zone is none, or never comes; definitions are checked before anything runs
 */
export const nextDue = (schedule: CronSchedule, after: Date): Date => {
  const next = open(schedule).nextRun(after);
  if (!next)
    throw new Error(`cron '${schedule.cron}' has no due time after ${after.toISOString()}`);
  return next;
};

/** A schedule as it is kept beside planned runs, to notice that it was changed. */
export const scheduleText = ({ cron, timezone = defaultZone }: CronSchedule): string =>
  `${cron} ${timezone}`;

export interface ScheduleFault {
  readonly field: 'cron' | 'timezone';
  /** Goes on from "its cron …", "its time zone …". */
  readonly reason: string;
}

/** What is wrong with a schedule. @param now from when on it must have a due time */
export const scheduleFault = (schedule: CronSchedule, now: Date): ScheduleFault | undefined => {
  const { cron, timezone } = schedule;
  if (timezone !== undefined && !isTimeZone(timezone)) {
    return { field: 'timezone', reason: 'is no IANA time zone' };
  }
  // croner takes the date of a single run too, which is no job.
  if (!cron.startsWith('@') && ![5, 6].includes(cron.trim().split(/\s+/).length)) {
    return { field: 'cron', reason: 'does not have five fields, or six with seconds' };
  }
  try {
    if (open(schedule).nextRun(now)) return undefined;
    return { field: 'cron', reason: 'never comes' };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { field: 'cron', reason: `cannot be read: ${said.replace(/^Cron\w*: /, '')}` };
  }
};
