import { expect, test } from '@jest/globals';
import { OperatorError } from '../operator-error.js';
import { explainForeignDatabase } from './foreign-database.js';

const refused = Object.assign(new Error('password authentication failed'), { code: '28P01' });

test.each([
  ['as it comes', refused],
  ['with words around it', new OperatorError('cannot be used', 'Look', { cause: refused })],
])('a wrong password, %s, speaks of another data folder and of the port', (_name, error) => {
  expect(explainForeignDatabase(error, 5433, '/data')).toMatchObject({
    message: expect.stringContaining('probably belongs to another data folder'),
    cure: expect.stringContaining('PROMENADE_POSTGRES_PORT=<port>'),
  });
});

test.each([new Error('other'), 'text', undefined])('%s stays as it is', (error) => {
  expect(explainForeignDatabase(error, 5433, '/data')).toBe(error);
});
