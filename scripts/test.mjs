/**
 * What `npm test` runs: every step, though one before it failed, and a summary at the end.
 * `node scripts/test.mjs lint unit` runs only these. Exit code 1 when anything failed.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { firstLine, runVisibly } from './test/commands.mjs';
import { runStep } from './test/run-step.mjs';
import { STEPS } from './test/steps.mjs';
import { summaryOf } from './test/summary.mjs';

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
/** The first major version that the sources run on. */
const NODE = 24;

process.chdir(ROOT);
process.env.PATH = [BIN, process.env.PATH].join(delimiter);
process.exitCode = isRecent(process.version) ? await main() : await withNodeOfWorkspace();

function isRecent(version) {
  return Number.parseInt(version.slice(1), 10) >= NODE;
}

/** The workspace brings a Node of its own; npm finds it, a direct call on an older machine does not. */
async function withNodeOfWorkspace() {
  const node = join(BIN, 'node');
  if (!existsSync(node)) {
    console.error(`Node ${NODE} is needed, this is ${process.version}. Run npm ci first.`);
    return 1;
  }
  process.on('SIGINT', () => {});
  const { code } = await runVisibly([node, ...process.argv.slice(1)]);
  return code;
}

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((id) => !STEPS.some((step) => step.id === id));
  if (unknown.length > 0) {
    const known = STEPS.map((step) => step.id).join(', ');
    console.error(`Unknown step ${unknown.join(', ')}. The steps are: ${known}.`);
    return 1;
  }

  const ci = process.env.CI === 'true';
  const npm = firstLine(['npm', '--version']);
  const machine = `${process.platform} ${process.arch}, ${availableParallelism()} CPUs`;
  console.log(`Node ${process.version.slice(1)}, npm ${npm}, ${machine}${ci ? ', CI' : ''}`);

  // The running command gets the signal as well; this process stays for the summary.
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());
  const folder = mkdtempSync(join(tmpdir(), 'promenade-test-'));
  const outcomes = [];
  for (const step of STEPS) {
    if (wanted.length > 0 && !wanted.includes(step.id)) continue;
    console.log(`\n=== ${step.title} ===`);
    const outcome = await runStep(step, { folder, ci, stop: stop.signal });
    console.log(`=== ${step.title}: ${outcome.result} in ${outcome.seconds.toFixed(1)} s ===`);
    outcomes.push(outcome);
    if (stop.signal.aborted) break;
  }
  rmSync(folder, { recursive: true, force: true });

  console.log(`\n=== Summary ===\n${summaryOf(outcomes).join('\n')}`);
  return outcomes.some(({ counts }) => counts.failed > 0) ? 1 : 0;
}
