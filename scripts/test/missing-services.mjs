import { readReport } from './read-report.mjs';

/**
 * What `scripts/services up` reports of services that cannot be had.
 *
 * @param {string} path of its report
 * @param {string} command as one would give it
 * @returns {readonly import('./steps.mjs').Missing[]} at least one: the command has failed
 */
export function missingServices(path, command) {
  const missing = (readReport(path) ?? [])
    .filter(({ reason }) => reason !== undefined)
    .map(({ name, reason, cure }) => ({ what: name, reason, cure }));
  if (missing.length > 0) return missing;
  const reason = `${command} failed before it could say which`;
  return [{ what: 'real services', reason, cure: 'run it, and see what it says' }];
}
