import { z } from 'zod';
import type { $ZodErrorMap, $ZodIssue } from 'zod/v4/core';
import type { FieldError } from '../errors/promenade-error.js';
import type { Locale } from '../i18n/locales.js';

const localeMaps: Readonly<Record<Locale, $ZodErrorMap>> = {
  en: z.locales.en().localeError,
  ar: z.locales.ar().localeError,
  he: z.locales.he().localeError,
};

/** So many faults are named; the rest would only make the answer long. */
export const mostFaults = 20;

/** Makes zod speak a language. */
export const zodMessages = (locale: Locale): $ZodErrorMap => localeMaps[locale];

/** RFC 6901. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * The first {@link mostFaults} fields at fault. A rule of the domain names its code as `params.code` of a custom issue and has its text under
 * `errors.fields.<code>` in the plugin's namespace.
 */
export const fieldErrors = (issues: readonly $ZodIssue[]): FieldError[] =>
  issues.slice(0, mostFaults).flatMap(faultsOf).slice(0, mostFaults);

const faultsOf = (issue: $ZodIssue): FieldError[] => {
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
  return [{ path, code: issue.code.replaceAll('_', '-'), message: issue.message }];
};
