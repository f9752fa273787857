import { basename, relative, resolve } from 'node:path';
import { ask } from './ask.js';
import { idFault, scopeFault, titleFault } from './faults.js';
import { assertEmpty, makePlugin } from './make-plugin.js';
import { type Names, namesOf, titleOf } from './names.js';
import { type Options, readOptions, usage } from './read-options.js';
import { UsageError } from './usage-error.js';

/** Runs the command. @returns the exit code: 1 when the command line or the folder will not do */
export const main = async (args: readonly string[]): Promise<number> => {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(usage);
      return 0;
    }
    const folder = resolve(folderOf(options));
    assertEmpty(folder);
    const idOfFolder = basename(folder);
    const asks = process.stdin.isTTY && process.stdout.isTTY && !options.yes;
    const names = checkedNames(asks ? await ask(options, idOfFolder) : options, idOfFolder);
    const files = makePlugin(folder, names);
    process.stdout.write(nextSteps(names, folder, files.length));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`create-plugin: ${error.message}\n`);
    return 1;
  }
};

const folderOf = ({ folder, id }: Options): string => {
  const named = folder ?? id;
  if (named === undefined) throw new UsageError(`Name a folder.\n\n${usage}`);
  return named;
};

/** @throws UsageError with everything that is wrong */
const checkedNames = (options: Options, idOfFolder: string): Names => {
  const { id = idOfFolder, scope } = options;
  const { title = titleOf(id) } = options;
  const titles = { en: title, ar: options['title-ar'] ?? title, he: options['title-he'] ?? title };
  const faults = [
    idFault(id),
    ...new Set(Object.values(titles).map(titleFault)),
    scope === undefined ? undefined : scopeFault(scope),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return namesOf({ id, scope, titles });
};

const nextSteps = (names: Names, folder: string, files: number): string => {
  const where = relative(process.cwd(), folder) || '.';
  return `${names.packageName}: ${files} files in ${where}

  ${where === '.' ? '' : `cd ${where}\n  `}npm install
  npm run build
  npm test
  npm start

README.md says what is where.
`;
};
