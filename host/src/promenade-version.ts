import { readFileSync } from 'node:fs';

/** The version of @promenade/host. */
export const promenadeVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;
