import { declareErrors } from './declared-errors.js';

/** What went wrong in terms of meaning; `error-status.ts` maps it to HTTP and gRPC in one place. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  | 'precondition-required'
  | 'too-large'
  | 'unsupported'
  | 'method-not-allowed'
  | 'rate-limited'
  | 'unavailable'
  | 'internal';

/** One rejected field: `path` is a JSON pointer into the request (`/content/en/title`). */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  /** Where `errors.fields.<code>` is looked up; the error's own namespace unless given. */
  readonly namespace?: string;
  /** Where the code has no text of its own: the one under `core:errors.fields`; named unlike any code of the core. */
  readonly text?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

export interface ErrorDetails {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly FieldError[];
  /** Milliseconds until the same request may succeed. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/**
 * An error that a caller may see: a stable code, and texts in `locales/` under
 * `<namespace>:errors.<code>.title` and `.detail`.
 */
export class PromenadeError extends Error {
  override readonly name = 'PromenadeError';
  readonly params: Readonly<Record<string, string | number>>;
  readonly fields: readonly FieldError[];
  readonly retryAfter: number | undefined;

  constructor(
    readonly namespace: string,
    readonly code: string,
    readonly kind: ErrorKind,
    details: ErrorDetails = {},
  ) {
    super(`${namespace}:${code} ${JSON.stringify(details.params ?? {})}`, { cause: details.cause });
    this.params = details.params ?? {};
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
  }
}

/**
 * Declares a namespace's error codes and returns a function that makes them.
 * @example const fail = defineErrors('scheduling', { 'event-not-found': 'not-found' });
 *          throw fail('event-not-found', { params: { event_id } });
 */
export const defineErrors = <const C extends Record<string, ErrorKind>>(
  namespace: string,
  catalogue: C,
) => {
  declareErrors(namespace, Object.keys(catalogue));
  return (code: keyof C & string, details?: ErrorDetails): PromenadeError =>
    new PromenadeError(namespace, code, catalogue[code] ?? 'internal', details);
};
