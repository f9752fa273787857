import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { readinessOf } from './readiness.js';

let lines: string[];
let asked: number;
let isStopping: boolean;
let answer: () => Promise<string>;
let check: () => Promise<void>;

const { spec } = samplePlugin('patient', {
  contributes: { health: [{ name: 'pulse', check: () => check() }] },
});
const ask = (() => {
  let readiness: ReturnType<typeof readinessOf>;
  beforeEach(() => {
    jest.useFakeTimers();
    [lines, asked, isStopping] = [[], 0, false];
    [answer, check] = [async () => '18', async () => undefined];
    readiness = readinessOf({
      database: {
        version: () => {
          asked += 1;
          return answer();
        },
      },
      enablement: { isConfirmed: () => true },
      started: [{ spec, scope: {} as PluginScope }],
      failed: [],
      isStopping: () => isStopping,
      logger: createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } }),
    });
  });
  return () => readiness();
})();
afterEach(() => {
  jest.useRealTimers();
});

describe('readinessOf', () => {
  it('asks the database once a second, however often it is asked', async () => {
    await Promise.all([ask(), ask(), ask()]);
    await jest.advanceTimersByTimeAsync(900);
    await ask();
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(200);
    expect(await ask()).toMatchObject({ ready: true });
    expect(asked).toBe(2);
  });

  it('tells at once that the host stops', async () => {
    expect((await ask()).ready).toBe(true);
    isStopping = true;
    expect(await ask()).toMatchObject({ ready: false, checks: { host: 'stopping' } });
  });

  it('keeps the insides of a failure for the log', async () => {
    answer = async () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), {
        code: 'ECONNREFUSED',
      });
    };
    expect((await ask()).checks.database).toBe('failing (ECONNREFUSED)');
    expect(lines.join()).toContain('10.1.2.3');
  });

  it('does not wait for a check that hangs', async () => {
    check = () => new Promise(() => undefined);
    const answered = ask();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await answered).toEqual({
      ready: false,
      checks: {
        database: 'ok',
        enablement: 'ok',
        'plugin patient': 'ok',
        'plugin patient pulse': 'no answer within 2 s',
      },
    });
  });
});
