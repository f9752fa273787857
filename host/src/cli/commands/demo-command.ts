import { SingleBar } from 'cli-progress';
import { type Command, InvalidArgumentError } from 'commander';
import { assertEmbeddedIdentity, type DemoOutcome, loadDemo } from '../../demo/load-demo.js';
import { PlatformApi } from '../../demo/platform-api.js';
import { readMerchant } from '../../merchants/merchant-id.js';
import { withDatabase } from '../../offline/with-database.js';
import { assertUsableDataDir } from '../../platform/usable-data-dir.js';
import { installedSpecs } from '../../plugins/installed-specs.js';
import type { CliContext } from '../cli-context.js';
import { configOf } from '../global-options.js';

/** More would take hours and tens of gigabytes on one machine. */
const mostCustomers = 10_000_000;

interface LoadOptions {
  readonly merchants: readonly string[];
  readonly customers: number;
}

/** `promenade demo load` */
export const addDemoCommand = (program: Command, context: CliContext): void => {
  program
    .command('demo')
    .description('demo data')
    .command('load')
    .description(
      'load customers, tiers and a published event into the running host; what is there stays',
    )
    .requiredOption('--merchants <names>', 'names or UUIDs, separated by commas', names)
    .option('--customers <number>', 'customers that each merchant shall have', count, 1_000)
    .action(async ({ merchants, customers }: LoadOptions, command: Command) => {
      const loaded = configOf(command, context);
      assertEmbeddedIdentity(loaded);
      assertUsableDataDir(loaded.dataDir);
      const wanted = merchants.map((merchant) =>
        readMerchant(merchant, loaded, { mayBeNew: true }),
      );
      await new PlatformApi(loaded).assertRunning();
      const specs = await installedSpecs(loaded);
      await withDatabase(loaded, async (urls) => {
        for (const merchant of wanted) {
          const onProgress = progressBar(merchant.name, customers, context);
          const outcome = await loadDemo({ loaded, urls, specs, merchant, customers, onProgress });
          context.out(`${merchant.name} (${merchant.id}): ${summaryOf(outcome)}\n`);
          for (const note of outcome.notes) context.err(`  left out: ${note}\n`);
        }
      });
    });
};

const names = (value: string): readonly string[] => {
  const list = value.split(',').map((name) => name.trim());
  if (list.some((name) => name === '')) {
    throw new InvalidArgumentError("Write them as 'acme,globex'.");
  }
  return [...new Set(list)];
};

const count = (value: string): number => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > mostCustomers) {
    throw new InvalidArgumentError(`A whole number from 1 to ${mostCustomers} is wanted.`);
  }
  return number;
};

/** A bar at a terminal; nothing else needs to see it move. */
const progressBar = (
  name: string,
  total: number,
  { isTerminal }: CliContext,
): ((present: number) => void) => {
  if (!isTerminal) return () => undefined;
  const bar = new SingleBar({
    format: `${name}  {bar} {value}/{total} customers  {eta_formatted}`,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return (present) => bar.update(present);
};

const summaryOf = ({ customers, tiers, event }: DemoOutcome): string =>
  [
    `${customers} customers added`,
    `${tiers} tiers added`,
    event ? `event ${event.id} ${event.isNew ? 'published' : 'was there'}` : 'no event',
  ].join(', ');
