import type { Command } from 'commander';
import type { SettingFlag } from '../config/config-layers.js';
import { type LoadedConfig, loadConfig } from '../config/load-config.js';
import { OperatorError } from '../operator-error.js';
import type { CliContext } from './cli-context.js';

interface GlobalOptions {
  readonly config?: string;
  readonly set: readonly string[];
  readonly dataDir?: string;
}

/** The configuration that a command runs with. @param flags options of the command that give settings */
export const configOf = (
  command: Command,
  context: CliContext,
  flags: readonly SettingFlag[] = [],
): LoadedConfig => {
  const { config, set, dataDir } = command.optsWithGlobals<GlobalOptions>();
  return loadConfig({
    folder: context.folder,
    environment: context.environment,
    ...(config !== undefined && { file: config }),
    flags: [
      ...set.map(settingFlag),
      ...(dataDir === undefined ? [] : [{ name: 'data_dir', text: dataDir, flag: '--data-dir' }]),
      ...flags,
    ],
  });
};

const settingFlag = (text: string): SettingFlag => {
  const equals = text.indexOf('=');
  if (equals < 1) {
    throw new OperatorError(`--set ${text} gives no value`, "Write it as '--set http.port=8090'.");
  }
  const name = text.slice(0, equals);
  return { name, text: text.slice(equals + 1), flag: `--set ${name}` };
};
