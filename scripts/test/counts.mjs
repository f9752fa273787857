import { readReport } from './read-report.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * What Jest's `--json --outputFile` says. A file that could not be run counts as one failure.
 *
 * @param {string} path
 * @returns {Counts | undefined} undefined where there is no report
 */
export function jestCounts(path) {
  const report = readReport(path);
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  );
}

/**
 * What Playwright's JSON reporter says. A test that passed on a second try counts as passed;
 * an error outside any test counts as one failure.
 *
 * @param {string} path
 * @returns {Counts | undefined} undefined where there is no report
 */
export function playwrightCounts(path) {
  const report = readReport(path);
  return (
    report && {
      passed: report.stats.expected + report.stats.flaky,
      failed: report.stats.unexpected + report.errors.length,
      skipped: report.stats.skipped,
    }
  );
}

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const each of counts) {
    total.passed += each.passed;
    total.failed += each.failed;
    total.skipped += each.skipped;
  }
  return total;
}

/** @param {Counts} counts */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
