import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginFault } from '../plugin/plugin-fault.js';
import { isKebabCase } from '../plugin/word-case.js';
import { scheduleFault } from './cron-schedule.js';
import type { JobContribution } from './job.js';

const scopes: readonly string[] = ['installation', 'merchant'] satisfies JobContribution['per'][];

/** What is wrong with a plugin's jobs: names, patterns, zones. @param now patterns must have a due time after it */
export const checkJobs = (spec: PluginSpec, now: Date): readonly PluginFault[] =>
  (spec.contributes?.jobs ?? []).flatMap((job) => {
    const faults: PluginFault[] = [];
    const add = (cause: string, cure: string): number =>
      faults.push({ plugin: spec.id, cause: `its job '${job.name}' ${cause}`, cure });
    if (!isKebabCase(job.name)) {
      add('has a name that is not kebab-case', `name it with lower-case words joined by '-'`);
    }
    if (!scopes.includes(job.per)) {
      add(`runs per '${job.per}', which is nothing`, `choose one of ${scopes.join(', ')}`);
    }
    const fault = scheduleFault(job, now);
    if (fault?.field === 'cron') {
      add(
        `has the cron '${job.cron}', which ${fault.reason}`,
        `write it as 'minute hour day-of-month month day-of-week', for example '30 2 * * *' for each day at 02:30`,
      );
    } else if (fault) {
      add(
        `has the time zone '${job.timezone}', which ${fault.reason}`,
        `write it like 'Europe/Berlin', or leave it out for UTC`,
      );
    }
    return faults;
  });
