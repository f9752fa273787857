import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@promenade/core';
import { isPassingFault, pauseAfter } from '@promenade/core/host';
import { reasonOf } from '../cli/error-text.js';
import { OperatorError } from '../operator-error.js';

/** A service that the configuration says where to find. */
export interface GivenService {
  /** `PostgreSQL` */
  readonly what: string;
  /** Without credentials: `127.0.0.1:5432`. */
  readonly where: string;
  /** The setting that names it. */
  readonly setting: string;
}

/** The service answers, and is not ready to serve. */
export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';
}

export interface PatienceOptions {
  /** How long services are waited for in all, from now on. */
  readonly seconds: number;
  readonly logger: Pick<Logger, 'warn'>;
  /** What is waited for, for a person who waits. */
  readonly onWaiting: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Pauses between attempts, in milliseconds. */
const backoff = { attempts: Infinity, firstPause: 250, longestPause: 4_000, patience: 0 };

/** How often is told what is waited for, in milliseconds. */
const tellEvery = 5_000;

/** Has the start of a host wait for services that come up later, and for no longer than the operator wants. */
export class Patience {
  private readonly deadline: number;
  constructor(private readonly options: PatienceOptions) {
    this.deadline = performance.now() + options.seconds * 1_000;
  }

  /** As `until`, with an attempt that nobody need wait for when the start is given up. */
  untilAnswered(service: GivenService, ask: () => Promise<void>): Promise<void> {
    return this.until(service, () => unlessAborted(ask(), this.options.signal));
  }

  /**
   * Tries until it works.
   * @param passes whether a failure may be gone the next time
   * @throws a failure that does not pass; OperatorError when the time is over; the signal's reason when it is aborted
   */
  async until<T>(
    service: GivenService,
    attempt: () => Promise<T>,
    passes: (error: unknown) => boolean = isPassing,
  ): Promise<T> {
    const { signal } = this.options;
    let toldAt = -Infinity;
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      try {
        return await attempt();
      } catch (error) {
        signal.throwIfAborted();
        if (!passes(error)) throw error;
        const left = this.deadline - performance.now();
        if (left <= 0) throw this.overFor(service, error);
        if (performance.now() - toldAt >= tellEvery) {
          toldAt = performance.now();
          this.tell(service, error, left);
        }
        const wanted = pauseAfter(backoff, tries, Math.random());
        // What ended the pause is told at the top.
        await pause(Math.min(wanted, left), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private tell(service: GivenService, error: unknown, left: number): void {
    const { what, where, setting } = service;
    const reason = reasonOf(error);
    const seconds = Math.ceil(left / 1_000);
    this.options.logger.warn(
      { where, setting, reason, seconds_left: seconds },
      `waiting for ${what}`,
    );
    this.options.onWaiting(`Waiting for ${what} at ${where}, ${seconds} s more (${reason})`);
  }

  private overFor({ what, where, setting }: GivenService, cause: unknown): OperatorError {
    return new OperatorError(
      `${what} at ${where} could not be used within ${this.options.seconds} s: ${reasonOf(cause)}`,
      `Start it, or correct '${setting}'. 'startup.wait_seconds' says how long a start waits.`,
      { cause },
    );
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof NotReadyError || isPassingFault(error);

/** What goes on behind an aborted start is nobody's any more. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> => {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  return Promise.race([work, aborted.promise]).finally(() =>
    signal.removeEventListener('abort', abort),
  );
};
