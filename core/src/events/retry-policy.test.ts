import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NotYetError } from './not-yet-error.js';
import { defaultRetryPolicy, isPassing, pauseAfter } from './retry-policy.js';

const policies = fc.record({
  attempts: fc.integer({ min: 1, max: 20 }),
  firstPause: fc.integer({ min: 1, max: 1_000 }),
  longestPause: fc.integer({ min: 1_000, max: 60_000 }),
  patience: fc.constant(0),
});
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 5_000 });

describe('pauseAfter', () => {
  it('doubles from the first pause to the longest', () => {
    const most = (attempt: number): number => pauseAfter(defaultRetryPolicy, attempt, 1);
    expect([1, 2, 3, 4].map(most)).toEqual([100, 200, 400, 800]);
    expect([7, 8, 100].map(most)).toEqual([6_400, 10_000, 10_000]);
  });

  it('stays between half of the doubled pause and all of it, for any attempt', () => {
    fc.assert(
      fc.property(policies, attempts, randoms, (policy, attempt, random) => {
        const doubled = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1));
        const pause = pauseAfter(policy, attempt, random);
        expect(pause).toBeGreaterThanOrEqual(doubled / 2);
        expect(pause).toBeLessThanOrEqual(doubled);
      }),
    );
  });

  it('never gets shorter from one attempt to the next, and spreads those that failed together', () => {
    fc.assert(
      fc.property(policies, attempts, randoms, (policy, attempt, random) => {
        expect(pauseAfter(policy, attempt + 1, random)).toBeGreaterThanOrEqual(
          pauseAfter(policy, attempt, random),
        );
        expect(pauseAfter(policy, attempt, 0.9)).toBeGreaterThan(pauseAfter(policy, attempt, 0.1));
      }),
    );
  });
});

const coded = (code: string, message = 'failed'): Error =>
  Object.assign(new Error(message), { code });

describe('isPassing', () => {
  it.each([
    ['a missing prerequisite', new NotYetError('the tier has not arrived')],
    ['a refused connection', coded('ECONNREFUSED')],
    ['a reset connection', coded('ECONNRESET')],
    ['a name server that is busy', coded('EAI_AGAIN')],
    ['connection exceptions', coded('08006')],
    ['too many connections', coded('53300')],
    ['a database that shuts down', coded('57P01')],
    ['a database that starts', coded('57P03')],
    ['a deadlock', coded('40P01')],
    ['a serialization failure', coded('40001')],
    ['a lock that was not to be had', coded('55P03')],
    ['a full disk', coded('53100')],
    ['a broken session', new Error('Connection terminated unexpectedly')],
    ['a dead client', new Error('Client has encountered a connection error and is not queryable')],
    ['a pool with no connection to spare', new Error('timeout exceeded when trying to connect')],
    ['what is wrapped', new Error('outer', { cause: new Error('mid', { cause: coded('57P01') }) })],
  ])('is true of %s', (_case, error) => {
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    ['a fault of the code', new TypeError('x is not a function')],
    ['a unique violation', coded('23505')],
    ['a value that does not fit', coded('22P02')],
    ['a missing table', coded('42P01')],
    ['a refused permission', coded('42501')],
    ['a missing file', coded('ENOENT')],
    ['a file that may not be read', coded('EACCES')],
    ['a statement that took too long', coded('57014')],
    ["an error of Node's own", coded('ERR_INVALID_ARG_TYPE')],
    ['a number that only looks like a state', coded('0800')],
    ['what is no error', '57P01'],
    ['nothing', undefined],
  ])('is false of %s', (_case, error) => {
    expect(isPassing(error)).toBe(false);
  });
});
