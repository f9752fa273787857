import { inWords, sum } from './counts.mjs';

/**
 * The lines at the end of a run. The last is the totals alone: machines read it.
 *
 * @param {readonly import('./run-step.mjs').Outcome[]} outcomes
 * @returns {string[]}
 */
export function summaryOf(outcomes) {
  const width = Math.max(...outcomes.map(({ step }) => step.title.length));
  const lines = outcomes.map(({ step, result, seconds, counts }) =>
    [
      `  ${step.title.padEnd(width)}`,
      result.padEnd(7),
      `${seconds.toFixed(1).padStart(6)} s`,
      ...(step.counts && result !== 'not run' ? [inWords(counts)] : []),
    ].join('  '),
  );
  const notes = outcomes
    .filter(({ detail }) => detail !== undefined)
    .map(({ step, result, detail }) => `${result}: ${step.title.toLowerCase()} — ${detail}`);
  return [...lines, ...notes, inWords(sum(outcomes.map(({ counts }) => counts)))];
}
