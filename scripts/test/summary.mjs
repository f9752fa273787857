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
  const notes = outcomes.flatMap(({ step, result, details }) =>
    details.map((detail) => `${result}: ${step.title.toLowerCase()} — ${indented(detail)}`),
  );
  return [...lines, ...notes, inWords(sum(outcomes.map(({ counts }) => counts)))];
}

/** What a service said at its end may have several lines. */
function indented(text) {
  return text.replaceAll('\n', '\n    ');
}
