import { expect, test } from '@jest/globals';
import { PluginFaultsError } from '@promenade/core';
import { SchemaRegistrationError } from '@promenade/core/host';
import { ConfigError } from '../config/config-error.js';
import { OperatorError } from '../operator-error.js';
import { errorText } from './error-text.js';

const short = (error: unknown): string => errorText(error, { verbose: false });

test('what an operator can mend comes with its cure', () => {
  expect(short(new OperatorError('no host answers', 'Start one.'))).toBe(
    'no host answers.\nStart one.',
  );
});

test('a schema registry that is missing comes with its cure too', () => {
  expect(short(new SchemaRegistrationError('no registry answers', 'Start it.'))).toBe(
    'no registry answers.\nStart it.',
  );
});

test('all faults of plugins and of settings', () => {
  const fault = { plugin: 'a', cause: 'it throws', cure: 'mend it' };
  expect(short(new PluginFaultsError([fault, { ...fault, plugin: 'b' }]))).toBe(
    '2 plugin faults:\n  - a: it throws. Cure: mend it.\n  - b: it throws. Cure: mend it.',
  );
  const setting = { setting: 'http.port', problem: 'is wrong', cure: 'Mend it' };
  expect(short(new ConfigError([setting]))).toBe(
    'a setting is wrong:\n  http.port is wrong. Mend it.',
  );
});

test('no stack trace, unless it is asked for', () => {
  const error = new Error('connect ECONNREFUSED', { cause: new Error('deep') });
  expect(short(error)).not.toContain('error-text.test');
  expect(errorText(error, { verbose: true })).toContain('deep');
});

test('no credentials among the details', () => {
  const error = new Error('cannot reach postgresql://owner:hunter2@db/promenade');
  const text = errorText(Object.assign(error, { password: 'hunter2' }), { verbose: true });
  expect(text.slice(text.indexOf('\n'))).not.toContain('hunter2');
});

test('an error of several addresses has their reasons', () => {
  expect(
    short(new AggregateError([new Error('refused ::1'), new Error('refused 127.0.0.1')])),
  ).toContain('refused ::1; refused 127.0.0.1');
});
