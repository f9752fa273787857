import type { DatabaseUrls } from '@promenade/core/host';
import type { CliContext } from '../cli-context.js';
import { runCli } from '../run-cli.js';

/** What a call of the command line came to. */
export interface CliAnswer {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line as a script does, not at a terminal. */
export const callCli = async (
  args: readonly string[],
  { folder, environment }: Pick<CliContext, 'folder' | 'environment'>,
): Promise<CliAnswer> => {
  let [out, err] = ['', ''];
  const exitCode = await runCli([...args], {
    environment,
    folder,
    isTerminal: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { exitCode, out, err };
};

/** The environment of an installation with a database of its own. */
export const environmentOf = (urls: DatabaseUrls): Record<string, string> => ({
  PROMENADE_DATABASE_OWNER_URL: urls.owner,
  PROMENADE_DATABASE_APPLICATION_URL: urls.application,
  PROMENADE_DATABASE_RELAY_URL: urls.relay,
  PROMENADE_DATABASE_FAN_OUT_URL: urls.fanOut,
  PROMENADE_HTTP_SESSION_KEY: 'k'.repeat(43),
});
