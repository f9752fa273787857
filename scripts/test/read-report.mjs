import { readFileSync } from 'node:fs';

/**
 * @param {string} path of a report in JSON
 * @returns {any} undefined where there is none, or half of one
 */
export function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
