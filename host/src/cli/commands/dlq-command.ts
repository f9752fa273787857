import type { DeadLetter, DeadLetterFilter } from '@promenade/core';
import { type Command, InvalidArgumentError } from 'commander';
import { readMerchant } from '../../merchants/merchant-id.js';
import { type EventOperations, withOperations } from '../../offline/with-operations.js';
import { OperatorError } from '../../operator-error.js';
import type { CliContext } from '../cli-context.js';
import {
  deadLetterDetailJson,
  deadLetterJson,
  deadLetterTable,
  deadLetterText,
} from '../dead-letter-text.js';
import { errorText } from '../error-text.js';
import { eventFault } from '../event-faults.js';
import { configOf } from '../global-options.js';

interface FilterOptions {
  readonly topic?: string;
  readonly group?: string;
  readonly merchant?: string;
  readonly all?: boolean;
}

/** Letters asked for at once. */
const pageSize = 100;
const by = 'promenade-cli';

/** `promenade dlq list|show|replay|discard` */
export const addDlqCommand = (
  program: Command,
  context: CliContext,
  done: (exitCode: number) => void,
): void => {
  const dlq = program
    .command('dlq')
    .description(
      'see what consumers set aside as dead letters, give it back to them, or discard it',
    );

  withFilter(dlq.command('list').description('list dead letters, newest first'))
    .option('--limit <number>', 'how many at most', readLimit, 50)
    .option('--all', 'show replayed and discarded ones too')
    .option('--json', 'print JSON')
    .action(
      async (options: FilterOptions & { limit: number; json?: boolean }, command: Command) => {
        const filter = filterOf(options, command, context);
        const letters = await withOperations(configOf(command, context), ({ deadLetters }) =>
          take(deadLetters, filter, options.limit),
        );
        if (options.json === true) {
          context.out(`${JSON.stringify(letters.map(deadLetterJson), undefined, 2)}\n`);
        } else if (letters.length === 0) {
          context.out(options.all === true ? 'no dead letters\n' : 'no open dead letters\n');
        } else {
          context.out(deadLetterTable(letters, { withState: options.all === true }));
        }
      },
    );

  dlq
    .command('show')
    .description('show a dead letter: cause, origin, headers and payload')
    .argument('<id>', "as 'promenade dlq list' shows it")
    .option('--json', 'print JSON')
    .action(async (id: string, { json }: { json?: boolean }, command: Command) => {
      const letter = await withOperations(configOf(command, context), ({ deadLetters }) =>
        deadLetters.show(id).catch((error: unknown) => {
          throw eventFault(error, id);
        }),
      );
      context.out(
        json === true
          ? `${JSON.stringify(deadLetterDetailJson(letter), undefined, 2)}\n`
          : deadLetterText(letter),
      );
    });

  withFilter(
    dlq
      .command('replay')
      .description(
        'give dead letters back to the group that could not handle them, and to no other',
      )
      .argument('[id...]', "as 'promenade dlq list' shows them"),
  )
    .option('--all', 'all open ones, of the topic, group and merchant where given')
    .option('--yes', 'do it without asking; --all needs it')
    .action(
      async (
        ids: readonly string[],
        options: FilterOptions & { yes?: boolean },
        command: Command,
      ) => {
        const filter = { ...filterOf(options, command, context), state: 'open' as const };
        assertEither(ids, options);
        await withOperations(configOf(command, context), async ({ deadLetters }) => {
          const letters = ids.length > 0 ? [] : await take(deadLetters, filter);
          if (ids.length === 0 && letters.length === 0) {
            context.out('no open dead letters\n');
            return;
          }
          if (ids.length === 0 && options.yes !== true) {
            throw new OperatorError(
              `${counted(letters.length)} would be replayed`,
              'Run it again with --yes to do so.',
            );
          }
          const wanted = ids.length > 0 ? ids : letters.map(({ id }) => id);
          const count = await each(wanted, (id) => deadLetters.replay(id, { by }));
          context.out(
            count === 0 && wanted.length > 0
              ? ''
              : `${counted(count)} given back; hosts that consume take them within seconds\n`,
          );
        });
      },
    );

  dlq
    .command('discard')
    .description('put dead letters away; they are kept as long as their topic keeps them')
    .argument('<id...>', "as 'promenade dlq list' shows them")
    .option('--reason <text>', 'why, for whoever looks at it later')
    .action(async (ids: readonly string[], { reason }: { reason?: string }, command: Command) => {
      const because = reason === undefined ? {} : { reason };
      await withOperations(configOf(command, context), async ({ deadLetters }) => {
        const count = await each(ids, (id) => deadLetters.discard(id, { by, ...because }));
        if (count > 0) context.out(`${counted(count)} discarded\n`);
      });
    });

  /** Does all that can be done, says what cannot. @returns how many were done */
  const each = async (
    ids: readonly string[],
    work: (id: string) => Promise<void>,
  ): Promise<number> => {
    let count = 0;
    for (const id of ids) {
      try {
        await work(id);
        count += 1;
      } catch (error) {
        const fault = eventFault(error, id);
        if (!(fault instanceof OperatorError)) throw error;
        context.err(`promenade: ${errorText(fault, { verbose: false })}\n`);
        done(1);
      }
    }
    return count;
  };
};

const withFilter = (command: Command): Command =>
  command
    .option('--topic <topic>', 'only those of a topic, for example promotion.events')
    .option('--group <group>', 'only those of a consumer group, for example dispatch')
    .option(
      '--merchant <merchant>',
      'only those of a merchant: UUID; a name with embedded identity',
    );

const filterOf = (
  { topic, group, merchant, all }: FilterOptions,
  command: Command,
  context: CliContext,
): DeadLetterFilter => ({
  topic,
  group,
  merchantId:
    merchant === undefined ? undefined : readMerchant(merchant, configOf(command, context)).id,
  state: all === true ? undefined : 'open',
});

/** So many letters, or all of them. */
const take = async (
  deadLetters: EventOperations['deadLetters'],
  filter: DeadLetterFilter,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(pageSize, most - letters.length);
    const page = await deadLetters.list(filter, { limit, cursor });
    letters.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && letters.length < most);
  return letters;
};

const assertEither = (ids: readonly string[], options: FilterOptions): void => {
  const { topic, group, merchant, all = false } = options;
  if (ids.length === 0 && !all) {
    throw new OperatorError(
      'no dead letter is named',
      "Give ids as 'promenade dlq list' shows them, or --all for all open ones.",
    );
  }
  if (ids.length > 0 && (all || [topic, group, merchant].some((given) => given !== undefined))) {
    throw new OperatorError(
      'ids and a choice of letters do not go together',
      'Give either ids, or --all with --topic, --group and --merchant.',
    );
  }
};

const counted = (count: number): string =>
  count === 1 ? '1 dead letter' : `${count} dead letters`;

const readLimit = (value: string): number => {
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new InvalidArgumentError('Give a whole number from 1 to 10000.');
  }
  return limit;
};
