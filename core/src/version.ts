import { readFileSync } from 'node:fs';

/** The version of @promenade/core: what a plugin's `host` range is held against. */
export const hostVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;
