import { pauseAfter } from '../events/retry-policy.js';

const policy = {
  attempts: Number.POSITIVE_INFINITY,
  firstPause: 1_000,
  longestPause: 300_000,
  patience: 0,
};

/** When something that failed is tried again: after growing pauses, without limit. Times are those of one clock, in milliseconds. */
export class Retries {
  private readonly failed = new Map<string, { attempts: number; dueAt: number }>();

  /** @returns the pause until the next attempt, in milliseconds */
  fail(key: string, now: number, random: number): number {
    const attempts = (this.failed.get(key)?.attempts ?? 0) + 1;
    const pause = pauseAfter(policy, Math.min(attempts, 20), random);
    this.failed.set(key, { attempts, dueAt: now + pause });
    return pause;
  }

  /** Whether it failed and its pause is not over. */
  isWaiting(key: string, now: number): boolean {
    return (this.failed.get(key)?.dueAt ?? now) > now;
  }

  /** Forgets all but these: the others need no attempt any more. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of this.failed.keys()) if (!keys.has(key)) this.failed.delete(key);
  }
}
