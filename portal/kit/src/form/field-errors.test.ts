import { expect, test } from '@jest/globals';
import { ProblemError } from '../api/problem.js';
import { errorWithin, fieldErrorsOf, unplacedErrors } from './field-errors.js';

const error = new ProblemError({
  type: 'about:blank',
  title: 'Check the fields',
  status: 400,
  code: 'invalid-body',
  errors: [
    { path: '/title', code: 'too-short', message: 'first' },
    { path: '/title', code: 'pattern', message: 'second' },
    { path: '/content/ar/body', code: 'required', message: 'body' },
  ],
});

test('one message for each field, the first', () => {
  expect(fieldErrorsOf(error)).toEqual({ '/title': 'first', '/content/ar/body': 'body' });
  expect(fieldErrorsOf(new Error('network'))).toEqual({});
});

test('a subtree knows of an error inside it, and not of one beside it', () => {
  const errors = fieldErrorsOf(error);
  expect(errorWithin(errors, '/content/ar')).toBe('body');
  expect(errorWithin(errors, '/content/a')).toBeUndefined();
});

test('what no field shows is left over', () => {
  expect(unplacedErrors(fieldErrorsOf(error), ['/content'])).toEqual(['first']);
});
