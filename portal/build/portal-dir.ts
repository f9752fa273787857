import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of the package `@promenade/portal`, whether this runs from source or from `dist`. */
export const PORTAL_DIR = dirname(
  createRequire(import.meta.url).resolve('@promenade/portal/package.json'),
);
