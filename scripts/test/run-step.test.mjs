import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { jestCounts, playwrightCounts } from './counts.mjs';
import { missingServices } from './missing-services.mjs';
import { runStep } from './run-step.mjs';
import { summaryOf } from './summary.mjs';

const folder = mkdtempSync(join(tmpdir(), 'promenade-run-step-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (code) => [process.execPath, '-e', code];
const options = { folder, ci: false, stop: new AbortController().signal };
const step = (rest) => ({ id: 'unit', title: 'Unit tests', commands: () => [], ...rest });

const report = (content) => {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
};

describe('runStep', () => {
  test('passes when all commands end well', async () => {
    const outcome = await runStep(step({ commands: () => [node('0')] }), options);
    expect(outcome).toMatchObject({ result: 'passed', counts: { failed: 0 } });
  });

  test('runs the commands after a failing one and counts the failure', async () => {
    const mark = join(folder, 'mark');
    const outcome = await runStep(
      step({
        commands: () => [
          node('process.exit(3)'),
          node(`fs.writeFileSync(${JSON.stringify(mark)}, '')`),
          ['/no/such/program'],
        ],
      }),
      options,
    );
    expect(outcome).toMatchObject({ result: 'failed', counts: { passed: 0, failed: 1 } });
    expect(outcome.details).toEqual([
      expect.stringMatching(/exit code 3$/),
      '/no/such/program: exit code 127',
    ]);
    expect(() => rmSync(mark)).not.toThrow();
  });

  test('does not trust a runner that failed and counted no failure', async () => {
    const outcome = await runStep(
      step({
        commands: () => [node('process.exit(1)')],
        counts: () => ({ passed: 8, failed: 0, skipped: 0 }),
      }),
      options,
    );
    expect(outcome).toMatchObject({ result: 'failed', counts: { passed: 8, failed: 1 } });
  });

  test('hands its environment to the commands', async () => {
    const outcome = await runStep(
      step({
        prepare: async () => ({ env: { PROMENADE_CHROMIUM: '/opt/chrome' } }),
        commands: () => [
          node("process.exit(process.env.PROMENADE_CHROMIUM === '/opt/chrome' ? 0 : 1)"),
        ],
      }),
      options,
    );
    expect(outcome.result).toBe('passed');
  });

  test.each([
    [false, 0],
    [true, 1],
  ])('that cannot be run, with CI %s, counts %d failures', async (ci, failed) => {
    const outcome = await runStep(
      step({
        prepare: async () => ({
          missing: [
            {
              what: 'kafka',
              reason: 'ended at its start:\nout of memory',
              cure: 'its log is k.log',
            },
            { what: 'registry', reason: 'no Java', cure: 'install Java 17' },
          ],
        }),
      }),
      { ...options, ci },
    );
    expect(outcome).toMatchObject({ result: 'not run', counts: { failed } });
    expect(summaryOf([outcome]).slice(-3)).toEqual([
      'not run: unit tests — kafka: ended at its start:\n    out of memory — its log is k.log',
      'not run: unit tests — registry: no Java — install Java 17',
      `0 passed, ${failed} failed`,
    ]);
  });
});

describe('missing services', () => {
  const command = 'scripts/services up --only kafka,registry';

  test('are told by name, with the reason and the cure', () => {
    const path = report([
      { name: 'kafka', address: 'h:1', version: '4.3.1', seconds: 2 },
      { name: 'registry', address: 'h:2', reason: 'no Java', cure: 'install Java 17' },
    ]);
    expect(missingServices(path, command)).toEqual([
      { what: 'registry', reason: 'no Java', cure: 'install Java 17' },
    ]);
  });

  test.each([
    ['no report', () => join(folder, 'nothing.json')],
    ['a report in which all are up', () => report([{ name: 'kafka', version: '4.3.1' }])],
  ])('are not known by %s of a command that failed', (_what, path) => {
    expect(missingServices(path(), command)).toEqual([
      {
        what: 'real services',
        reason: 'scripts/services up --only kafka,registry failed before it could say which',
        cure: 'run it, and see what it says',
      },
    ]);
  });
});

describe('the counts of a report', () => {
  test('of Jest include files that could not be run', () => {
    const path = report({
      numPassedTests: 5,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 1,
      numTodoTests: 1,
    });
    expect(jestCounts(path)).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  test('of Playwright include errors outside tests', () => {
    const path = report({
      stats: { expected: 4, flaky: 1, unexpected: 1, skipped: 0 },
      errors: [{ message: 'no server' }],
    });
    expect(playwrightCounts(path)).toEqual({ passed: 5, failed: 2, skipped: 0 });
  });

  test('are unknown where there is no report', () => {
    expect(jestCounts(join(folder, 'nothing.json'))).toBeUndefined();
  });
});

describe('summaryOf', () => {
  test('ends with the totals alone', () => {
    const outcome = (counts) => ({
      step: step({ counts: jestCounts }),
      result: 'passed',
      seconds: 1.25,
      details: [],
      counts,
    });
    const lines = summaryOf([
      outcome({ passed: 2, failed: 0, skipped: 1 }),
      outcome({ passed: 3, failed: 0, skipped: 0 }),
    ]);
    expect(lines).toEqual([
      '  Unit tests  passed      1.3 s  2 passed, 0 failed, 1 skipped',
      '  Unit tests  passed      1.3 s  3 passed, 0 failed',
      '5 passed, 0 failed, 1 skipped',
    ]);
  });
});
