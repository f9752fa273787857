import { coreError } from './core-errors.js';
import { isDatabaseAway } from './passing-fault.js';
import { PromenadeError } from './promenade-error.js';

/** A restart of PostgreSQL takes about as long, in milliseconds. */
const restart = 5_000;

/** What a handler threw, in terms that a caller may see: the cause stays for the log. */
export const asPromenadeError = (thrown: unknown): PromenadeError => {
  if (thrown instanceof PromenadeError) return thrown;
  return isDatabaseAway(thrown)
    ? coreError('database-unavailable', { cause: thrown, retryAfter: restart })
    : coreError('internal', { cause: thrown });
};
