import { readConfigText } from '@promenade/core/host';
import type { ConfigFault } from './config-error.js';
import type { GivenValue } from './given-value.js';
import { settingNamed, settings } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The text of a flag that gives a setting, with the flag as it was written. */
export interface SettingFlag {
  readonly name: string;
  readonly text: string;
  readonly flag: string;
}

/** The settings that environment variables give. */
export const environmentLayer = (environment: Environment): ReadonlyMap<string, GivenValue> => {
  const given = new Map<string, GivenValue>();
  for (const setting of settings) {
    const text = environment[setting.variable];
    // An empty variable counts as unset: compose files leave them so.
    if (text === undefined || text === '') continue;
    given.set(setting.name, {
      value: readConfigText(setting.kind, text),
      origin: { kind: 'environment', variable: setting.variable },
    });
  }
  return given;
};

/** The settings that flags give. */
export const flagLayer = (
  flags: readonly SettingFlag[],
): { readonly given: ReadonlyMap<string, GivenValue>; readonly faults: readonly ConfigFault[] } => {
  const given = new Map<string, GivenValue>();
  const faults: ConfigFault[] = [];
  for (const { name, text, flag } of flags) {
    const setting = settingNamed(name);
    if (setting) {
      given.set(name, {
        value: readConfigText(setting.kind, text),
        origin: { kind: 'flag', flag },
      });
    } else {
      faults.push({
        setting: name,
        problem: `from the flag ${flag} is no setting`,
        cure: 'The README of @promenade/host has the table of settings',
      });
    }
  }
  return { given, faults };
};
