import { join } from 'node:path';
import { runVisibly } from './commands.mjs';

/**
 * @typedef {object} Outcome
 * @property {import('./steps.mjs').Step} step
 * @property {'passed' | 'failed' | 'not run'} result
 * @property {number} seconds
 * @property {import('./counts.mjs').Counts} counts
 * @property {readonly string[]} details why it has failed, or was not run
 */

/**
 * Runs all commands of a step. A failure that no runner counted counts as one failed test, so that
 * the totals never look better than the run was.
 *
 * @param {import('./steps.mjs').Step} step
 * @param {{ folder: string, ci: boolean, stop: AbortSignal }} options `folder` takes the runners'
 *   reports; with `ci` a step that cannot be run has failed; after `stop` no command is begun
 * @returns {Promise<Outcome>}
 */
export async function runStep(step, { folder, ci, stop }) {
  const begin = performance.now();
  const report = join(folder, `${step.id}.json`);
  const outcome = (result, rest) => ({
    step,
    result,
    seconds: (performance.now() - begin) / 1000,
    counts: { passed: 0, failed: 0, skipped: 0 },
    details: [],
    ...rest,
  });

  const ready = (await step.prepare?.()) ?? { env: {} };
  if ('missing' in ready) {
    return outcome('not run', {
      counts: { passed: 0, failed: ci ? 1 : 0, skipped: 0 },
      details: ready.missing.map(({ what, reason, cure }) => `${what}: ${reason} — ${cure}`),
    });
  }

  const failures = [];
  for (const command of step.commands(report)) {
    const { code, signal } = await runVisibly(command, {
      ...ready.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    if (code !== 0) failures.push(`${command.join(' ')}: ${signal ?? `exit code ${code}`}`);
    if (stop.aborted) break;
  }

  const counts = step.counts?.(report) ?? { passed: 0, failed: 0, skipped: 0 };
  const failed = failures.length > 0 || counts.failed > 0;
  if (failed && counts.failed === 0) counts.failed = 1;
  return outcome(failed ? 'failed' : 'passed', { counts, details: failures });
}
