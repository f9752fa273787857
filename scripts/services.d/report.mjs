/**
 * What `up` prints at its end: a line a service, and under one that cannot be had why and what helps.
 *
 * @param {readonly ({ name: string, address: string } &
 *   ({ version: string, seconds: number, was?: 'up' } | { reason: string, cure: string }))[]} outcomes
 * @returns {string[]}
 */
export function renderReport(outcomes) {
  const width = (key) => Math.max(...outcomes.map((outcome) => (outcome[key] ?? '').length));
  const [name, version, address] = ['name', 'version', 'address'].map(width);
  return outcomes.flatMap((outcome) => {
    const row = [
      outcome.name.padEnd(name),
      (outcome.version ?? '').padEnd(version),
      outcome.address.padEnd(address),
    ].join('  ');
    if ('reason' in outcome) {
      return [`${row}  FAILED`, ...indented(outcome.reason), ...indented(`Cure: ${outcome.cure}`)];
    }
    const when = outcome.was === 'up' ? 'was up' : `up after ${outcome.seconds.toFixed(1)} s`;
    return [`${row}  ${when}`];
  });
}

function indented(text) {
  return text.split('\n').map((line) => `    ${line}`);
}
