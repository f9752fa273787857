import type { Config } from './config-schema.js';

/** A setting by its name: `http.port`; undefined where it has no value. */
export const valueAt = (config: Config, name: string): unknown =>
  name
    .split('.')
    .reduce<unknown>((group, key) => (group as Record<string, unknown> | undefined)?.[key], config);
