import type { InstalledJob } from '../jobs/installed-job.js';
import { installation, jobTimer } from '../jobs/job-address.js';
import type { JobRunner } from '../jobs/job-runner.js';
import type { OnTimer } from '../jobs/restate/restate-timers.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';

type Installed = readonly PluginSpec[];

/** Whether a plugin of this host's list contributes what a timer is for; it need not have started. */
const isContributed = (
  installed: Installed,
  plugin: string,
  timer: string,
  id: string,
): boolean => {
  const { timers = [], jobs = [] } = installed.find((one) => one.id === plugin)?.contributes ?? {};
  return timer === jobTimer
    ? jobs.some(({ name }) => name === id)
    : timers.some(({ name }) => name === timer);
};

/**
 * Answers a due timer with its plugin's handler or job. One that no plugin of the list contributes any more ends, with a line in
 * the log; where the plugin merely did not start, the call fails and is made again.
 */
export const answerTimer =
  (
    installed: Installed,
    jobs: { readonly runner: Pick<JobRunner, 'run'>; readonly list: readonly InstalledJob[] },
    fire: OnTimer,
    logger: Logger,
  ): OnTimer =>
  async (address, key) => {
    const { plugin, timer } = address;
    if (!isContributed(installed, plugin, timer, key.id)) {
      const what = timer === jobTimer ? `job '${key.id}'` : `timer '${timer}'`;
      logger.info({ plugin_id: plugin }, `${what} of plugin '${plugin}' is gone, its timer ends`);
      return undefined;
    }
    if (timer !== jobTimer) return fire(address, key);
    const job = jobs.list.find((one) => one.spec.id === plugin && one.job.name === key.id);
    if (!job) throw new Error(`plugin '${plugin}' did not start on this host`);
    // Kept from when the job was of the installation and not of merchants, or the other way round.
    if ((job.job.per === 'merchant') === (key.merchantId === installation)) return undefined;
    return jobs.runner.run(job, key.merchantId);
  };
