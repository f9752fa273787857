import type { SettingValues } from './plugin-settings.js';

/** Choices with one made, or with one taken back so that the default holds again. */
export function choose(chosen: SettingValues, field: string, value: unknown): SettingValues {
  return { ...chosen, [field]: value };
}

export function unchoose(chosen: SettingValues, field: string): SettingValues {
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== field));
}

/** What the API must be told to come from one set of choices to another; null takes a choice back. */
export function changesBetween(before: SettingValues, after: SettingValues): SettingValues {
  const set = Object.entries(after).filter(
    ([field, value]) =>
      !Object.hasOwn(before, field) || JSON.stringify(before[field]) !== JSON.stringify(value),
  );
  const takenBack = Object.keys(before).filter((field) => !Object.hasOwn(after, field));
  return Object.fromEntries([...set, ...takenBack.map((field) => [field, null])]);
}
