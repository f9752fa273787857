import type { Config } from './config-schema.js';
import { settings } from './settings.js';
import { valueAt } from './value-at.js';

/** The password in a URL, as it stands there and as it is meant. */
export const passwordsOf = (text: string): string[] => {
  const password = URL.canParse(text) ? new URL(text).password : '';
  return password === '' ? [] : [password, decodeURIComponent(password)];
};

/** What of a configuration must not be in a log. */
export const configSecrets = (config: Config): readonly string[] =>
  settings
    .filter(({ secret }) => secret)
    .map(({ name }) => valueAt(config, name))
    .flatMap((value) => (typeof value === 'string' ? [value, ...passwordsOf(value)] : []));
