import { isPassingFault } from '../errors/passing-fault.js';
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

/** Whether the failure lies in the surroundings (a database restarting, say) and not in the record. */
export const isPassing = (error: unknown): boolean =>
  error instanceof NotYetError || error instanceof SchemaUnavailableError || isPassingFault(error);
