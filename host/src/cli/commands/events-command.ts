import { instant } from '@promenade/core';
import type { Command } from 'commander';
import { withOperations } from '../../offline/with-operations.js';
import { OperatorError } from '../../operator-error.js';
import type { CliContext } from '../cli-context.js';
import { eventFault } from '../event-faults.js';
import { configOf } from '../global-options.js';
import { table } from '../table.js';

interface ReplayOptions {
  readonly topic: string;
  readonly group: string;
  readonly from: string;
  readonly yes?: boolean;
}

/** `promenade events groups|replay` */
export const addEventsCommand = (program: Command, context: CliContext): void => {
  const events = program
    .command('events')
    .description('see the consumer groups, and have a topic given to one again');

  events
    .command('groups')
    .description('list the groups, their topics, and how many records each has before it')
    .action(async (_options: object, command: Command) => {
      const groups = await withOperations(configOf(command, context), ({ groupReplay }) =>
        groupReplay.groups(),
      );
      context.out(
        table([
          ['TOPIC', 'GROUP', 'PLUGIN', 'LAG'],
          ...groups.map(({ topic, group, plugin, lag }) => [topic, group, plugin, String(lag)]),
        ]),
      );
    });

  events
    .command('replay')
    .description('give a topic to a group again; what the group has processed has no effect again')
    .requiredOption('--topic <topic>', 'for example promotion.events')
    .requiredOption('--group <group>', 'for example dispatch')
    .requiredOption('--from <time>', "'beginning', or a time such as 2026-11-21T09:00:00Z")
    .option('--yes', 'do it; without it nothing is changed')
    .action(async ({ topic, group, from: text, yes }: ReplayOptions, command: Command) => {
      const from = readFrom(text);
      if (yes !== true) {
        throw new OperatorError(
          `the group '${group}' would be given ${topic} again, ${from ? `from ${from.toISOString()}` : 'from the beginning'}, for all merchants`,
          'Run it again with --yes to do so.',
        );
      }
      const lag = await withOperations(configOf(command, context), ({ groupReplay }) =>
        groupReplay.replay({ topic, group, ...(from && { from }) }).catch((error: unknown) => {
          throw eventFault(error);
        }),
      );
      context.out(`${group} has ${counted(lag)} of ${topic} before it\n`);
    });
};

const counted = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

const readFrom = (text: string): Date | undefined => {
  if (text === 'beginning') return undefined;
  const valid = instant.safeParse(text);
  if (!valid.success) {
    throw new OperatorError(
      `--from ${text} is no time from 1970 to 9999`,
      "Write it with its zone, as 2026-11-21T09:00:00Z or 2026-11-21T12:00:00+03:00; or 'beginning'.",
    );
  }
  return valid.data;
};
