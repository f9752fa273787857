import { ProblemError } from '../api/problem.js';

/** Messages by the JSON pointer of the field that they are about. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The field errors that a failed call carries; the first message of a field wins. */
export function fieldErrorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ProblemError)) return {};
  const messages: Record<string, string> = {};
  for (const { path, message } of error.problem.errors ?? []) messages[path] ??= message;
  return messages;
}

/** The first message at a pointer or below it: for a control that edits a whole subtree. */
export function errorWithin(errors: FieldErrors, pointer: string): string | undefined {
  if (errors[pointer]) return errors[pointer];
  const below = Object.keys(errors).find((path) => path.startsWith(`${pointer}/`));
  return below === undefined ? undefined : errors[below];
}

/** Messages that none of the shown fields takes; they belong above the form. */
export function unplacedErrors(errors: FieldErrors, shown: readonly string[]): string[] {
  return Object.entries(errors)
    .filter(([path]) => !shown.some((field) => path === field || path.startsWith(`${field}/`)))
    .map(([, message]) => message);
}
