import { describe, expect, it } from '@jest/globals';
import { asPromenadeError } from './as-promenade-error.js';
import { coreError } from './core-errors.js';
import { isDatabaseAway, isPassingFault, markDatabaseFault } from './passing-fault.js';

const coded = (code: string, message = 'failed'): Error =>
  Object.assign(new Error(message), { code });
const marked = (error: Error): Error => {
  markDatabaseFault(error);
  return error;
};

describe('isDatabaseAway', () => {
  it.each([
    ['a broken connection', coded('08006')],
    ['an administrator who ends the session', coded('57P01')],
    ['a crash', coded('57P02')],
    ['a start', coded('57P03')],
    ['too many connections', coded('53300')],
    ['a broken session', new Error('Connection terminated unexpectedly')],
    ['a pool with no connection to spare', new Error('timeout exceeded when trying to connect')],
    ['a refused connection of the pool', marked(coded('ECONNREFUSED'))],
    ['a name with two addresses', marked(new AggregateError([coded('ECONNREFUSED')]))],
    ['a connection that takes too long', marked(new Error('timeout expired'))],
    ['a query on a broken session', new Error('Client was closed and is not queryable')],
    ['what is wrapped', new Error('outer', { cause: coded('57P01') })],
  ])('is true of %s', (_case, error) => {
    expect(isDatabaseAway(error)).toBe(true);
    expect(isPassingFault(error)).toBe(true);
  });

  it.each([
    ["a refused connection that is not the database's", coded('ECONNREFUSED')],
    ['a fetch that failed', new TypeError('fetch failed', { cause: coded('ECONNRESET') })],
    ['a deadlock', coded('40P01')],
    ['a full disk', coded('53100')],
    ['a statement that took too long', coded('57014')],
    ['a wrong number of parameters', marked(coded('08P01'))],
    ["a broker's silence", new Error('Connection timeout')],
    ['a wrong password', marked(coded('28P01'))],
    ['an unknown database', marked(coded('3D000'))],
    ['a missing table', coded('42P01')],
    ['a fault of the code', new TypeError('x is not a function')],
    ['nothing', undefined],
  ])('is false of %s', (_case, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });

  it('knows the errors that the object-relational mapper makes of them', () => {
    const original = marked(coded('ECONNRESET'));
    const copy = new Error(original.message);
    for (const name of Object.getOwnPropertyNames(original)) {
      Object.assign(copy, { [name]: Reflect.get(original, name) });
    }
    expect(isDatabaseAway(copy)).toBe(true);
  });
});

describe('isPassingFault', () => {
  it.each([
    ["a broker's silence", new Error('Connection timeout'), true],
    ['a deadlock', coded('40P01'), true],
    ['a wrong number of parameters', coded('08P01'), false],
    ['a statement that took too long', coded('57014'), false],
  ])('knows %s', (_case, error, passes) => {
    expect(isPassingFault(error)).toBe(passes);
  });
});

describe('asPromenadeError', () => {
  it('leaves what is for callers, and tells the database from the rest', () => {
    const refusal = coreError('version-mismatch', { cause: coded('57P01') });
    expect(asPromenadeError(refusal)).toBe(refusal);
    expect(asPromenadeError(coded('57P01'))).toMatchObject({
      code: 'database-unavailable',
      kind: 'unavailable',
      retryAfter: 5_000,
    });
    expect(asPromenadeError(coded('23505'))).toMatchObject({ code: 'internal' });
  });
});
