import type { $ZodIssue } from 'zod/v4/core';
import { jsonPointer } from '../errors/json-pointer.js';
import type { FieldError } from '../errors/promenade-error.js';
import { fieldTextOf } from './field-text.js';

/** So many faults are named; the rest would only make the answer long. */
export const mostFaults = 20;

/**
 * The first {@link mostFaults} fields at fault in what was sent. A rule of the domain names its code as `params.code` of a custom issue and
 * has its text under `errors.fields.<code>` in the plugin's namespace; the core has the texts of all other issues.
 */
export const fieldErrors = (issues: readonly $ZodIssue[], sent: unknown): FieldError[] =>
  issues
    .slice(0, mostFaults)
    .flatMap((issue) => faultsOf(issue, sent))
    .slice(0, mostFaults);

const valueAt = (sent: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    sent,
  );

const faultsOf = (issue: $ZodIssue, sent: unknown): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, mostFaults).map((key) => ({
      path: jsonPointer([...issue.path, key]),
      code: 'unknown-field',
    }));
  }
  const path = jsonPointer(issue.path);
  if (issue.code === 'custom') {
    const { code, ...params } = issue.params ?? {};
    return [{ path, code: typeof code === 'string' ? code : 'invalid', params }];
  }
  return [
    {
      path,
      code: issue.code.replaceAll('_', '-'),
      ...fieldTextOf(issue, valueAt(sent, issue.path)),
    },
  ];
};
