import { kafka } from './kafka.mjs';
import { postgres } from './postgres.mjs';
import { redisCache, redisKeys } from './redis.mjs';
import { registry } from './registry.mjs';

/**
 * How a service is started.
 *
 * @typedef {object} Launch
 * @property {readonly string[]} command program and arguments
 * @property {Record<string, string | undefined>} [env] on top of this process' environment
 * @property {number} [uid] the user to run as
 * @property {number} [gid]
 * @property {string} [cwd]
 */

/**
 * A service of this command: what it needs, how it starts, how one knows that it answers.
 *
 * @typedef {object} Service
 * @property {string} name
 * @property {string} cure what to do where the system's packages cannot be installed by this command
 * @property {NodeJS.Signals} stopSignal ends it in order
 * @property {(layout: Layout) => string} url for clients; without a password
 * @property {(layout: Layout) => Promise<string[][]>} missingPackages of Debian and Ubuntu, each a
 *   group of alternatives
 * @property {(layout: Layout, say: (line: string) => void) => Promise<Launch>} prepare fetches and
 *   writes all that the start needs; throws `Unavailable`
 * @property {(layout: Layout, record?: ProcessRecord) => Promise<string>} probe its version; throws
 *   where it does not answer
 * @property {(log: string) => boolean} [mayTryAgain] whether an end with these last lines may be
 *   over in a moment
 *
 * @typedef {import('./layout.mjs').Layout} Layout
 * @typedef {import('./process-record.mjs').ProcessRecord} ProcessRecord
 */

/** @type {readonly Service[]} */
export const SERVICES = [postgres, redisCache, redisKeys, kafka, registry];
