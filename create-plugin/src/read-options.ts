import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.js';

/** What the command line says; the rest is asked or taken by default. */
export interface Options {
  readonly folder?: string | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly 'title-ar'?: string | undefined;
  readonly 'title-he'?: string | undefined;
  readonly scope?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly help?: boolean | undefined;
}

export const usage = `Makes a plugin of Promenade in a new or empty folder.

  npm create @promenade/plugin <folder> -- [options]

  --id <id>            kebab-case; the folder's name unless given
  --title <text>       its name for people, in English; the id in words unless given
  --title-ar <text>    the same in Arabic; the English one unless given
  --title-he <text>    the same in Hebrew; the English one unless given
  --scope <scope>      npm scope of the package, such as @acme; none unless given
  --yes                ask nothing; nothing is asked without a terminal either
  --help               show this
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws UsageError for options that there are not, and for more than one folder */
export const readOptions = (args: readonly string[]): Options => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        id: text,
        title: text,
        'title-ar': text,
        'title-he': text,
        scope: text,
        yes: { ...flag, short: 'y' },
        help: { ...flag, short: 'h' },
      },
    });
    const [folder, ...others] = positionals;
    if (others.length > 0) {
      throw new UsageError(
        `Name one folder, not ${positionals.length}. Quote a title with spaces.`,
      );
    }
    return { ...values, folder };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new UsageError(`${message.split('.')[0]}. See --help.`);
  }
};
