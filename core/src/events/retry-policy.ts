import { SchemaUnavailableError } from './avro/event-codec-errors.js';
import { NotYetError } from './not-yet-error.js';

export interface RetryPolicy {
  /** Attempts before a record is set aside, the first included. */
  readonly attempts: number;
  /** Pause before the second attempt, in milliseconds; doubled each time. */
  readonly firstPause: number;
  /** Longest pause, in milliseconds. */
  readonly longestPause: number;
  /** How long a record that is ahead of something is waited for before it makes room, in milliseconds. */
  readonly patience: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 6,
  firstPause: 100,
  longestPause: 10_000,
  patience: 2_000,
};

/**
 * Exponential backoff with equal jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 * @param attempt the attempt that failed, from 1
 * @param random in [0, 1)
 * @returns milliseconds: half of the doubled pause, and a random part of the other half
 */
export const pauseAfter = (policy: RetryPolicy, attempt: number, random: number): number => {
  const ceiling = Math.min(policy.longestPause, policy.firstPause * 2 ** (attempt - 1));
  return ceiling / 2 + (ceiling / 2) * random;
};

// SQLSTATE classes that pass by themselves: connection, resources, operator intervention, serialization and deadlocks.
// 57014 is a statement that took too long: the same statement would again.
const passingStates = /^(?!57014)(08|53|57|58|40|55)/;

// What sockets and name servers say while the other side is away. A missing file (ENOENT) stays missing.
const passingFaultsOfSockets: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);

// What pg says without a code: a broken session, a dead client, a pool with no connection to spare.
const faultOfConnection =
  /connection (terminated|timeout|ended)|not queryable|timeout exceeded when/i;

/** Whether the failure lies in the surroundings (a database restarting, say) and not in the record. */
export const isPassing = (error: unknown): boolean => {
  if (error instanceof NotYetError || error instanceof SchemaUnavailableError) return true;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (passingFaultsOfSockets.has(code)) return true;
    if (code.length === 5 && passingStates.test(code)) return true;
    if (faultOfConnection.test(cause.message)) return true;
  }
  return false;
};
