import { JobList } from '@promenade/core/host';
import type { Command } from 'commander';
import { readMerchant } from '../../merchants/merchant-id.js';
import { withInstalledPlatform } from '../../offline/with-installed-platform.js';
import { OperatorError } from '../../operator-error.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';
import { jobRows, type NamedJob, namedJobs } from '../job-rows.js';
import { table } from '../table.js';

interface MerchantOption {
  readonly merchant?: string;
}
const merchantFlag = '--merchant <merchant>';
const merchantText = 'UUID; a name with embedded identity';

/** `promenade jobs list|run` */
export const addJobsCommand = (program: Command, context: CliContext): void => {
  const jobs = program.command('jobs').description('see the jobs of plugins, and let one run now');

  jobs
    .command('list')
    .description('list the jobs with their next and their last run')
    .option(merchantFlag, `${merchantText}; leaves out the runs of others`)
    .action(async ({ merchant }: MerchantOption, command: Command) => {
      const loaded = configOf(command, context);
      const whose = merchant === undefined ? undefined : readMerchant(merchant, loaded).id;
      await withInstalledPlatform(loaded, async ({ database }, specs) => {
        const standings = await new JobList(database).standings(whose);
        context.out(table(jobRows(namedJobs(specs), standings)));
      });
    });

  jobs
    .command('run')
    .description('let a job run now, on a running host that keeps timers')
    .argument('<plugin/job>', "as 'promenade jobs list' shows it")
    .option(merchantFlag, `${merchantText}; all merchants unless given`)
    .action(async (name: string, { merchant }: MerchantOption, command: Command) => {
      const loaded = configOf(command, context);
      const whose = merchant === undefined ? undefined : readMerchant(merchant, loaded);
      await withInstalledPlatform(loaded, async ({ database }, specs) => {
        const { pluginId, job } = jobNamed(name, namedJobs(specs), whose !== undefined);
        const runs = await new JobList(database).runNow({ pluginId, job: job.name }, whose?.id);
        if (runs === 0) throw notPlanned(name, whose?.name);
        const of = job.per === 'merchant' ? ` for ${whose?.name ?? merchants(runs)}` : '';
        context.out(`${name} runs now${of}; 'promenade jobs list' shows how it went\n`);
      });
    });
};

const merchants = (count: number): string => `${count} merchant${count === 1 ? '' : 's'}`;

const jobNamed = (name: string, jobs: readonly NamedJob[], hasMerchant: boolean): NamedJob => {
  const found = jobs.find((one) => one.name === name);
  if (!found) {
    const known = jobs.map((one) => one.name).join(', ');
    throw new OperatorError(
      `there is no job '${name}'`,
      known ? `Installed: ${known}.` : 'None of the installed plugins has a job.',
    );
  }
  if (hasMerchant && found.job.per === 'installation') {
    throw new OperatorError(
      `'${name}' runs for the installation and not per merchant`,
      'Leave out --merchant.',
    );
  }
  return found;
};

const notPlanned = (name: string, merchant: string | undefined): OperatorError =>
  new OperatorError(
    `no run of '${name}' is planned${merchant === undefined ? '' : ` for ${merchant}`}`,
    "A host with the role 'timers' plans it within a minute: for every merchant who was ever active.",
  );
