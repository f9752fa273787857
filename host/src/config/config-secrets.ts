import type { Config } from './config-schema.js';
import { settings } from './settings.js';

/** The password in a URL, as it stands there and as it is meant. */
export const passwordsOf = (text: string): string[] => {
  const password = URL.canParse(text) ? new URL(text).password : '';
  return password === '' ? [] : [password, decodeURIComponent(password)];
};

/** What of a configuration must not be in a log. */
export const configSecrets = (config: Config): readonly string[] =>
  settings
    .filter(({ secret }) => secret)
    .map(({ name }) => valueAt(config, name.split('.')))
    .flatMap((value) => (typeof value === 'string' ? [value, ...passwordsOf(value)] : []));

const valueAt = (group: unknown, [key, ...path]: readonly string[]): unknown => {
  if (key === undefined) return group;
  return valueAt((group as Record<string, unknown> | undefined)?.[key], path);
};
