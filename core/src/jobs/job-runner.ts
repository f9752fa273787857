import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock/clock.js';
import { Slots } from '../concurrency/slots.js';
import { logContext } from '../context/request-context.js';
import { pauseAfter } from '../events/retry-policy.js';
import type { JobMetrics } from '../observability/job-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { Gate } from '../plugin/gate.js';
import { publicReasonOf } from '../runtime/public-reason.js';
import { nextDue } from './cron-schedule.js';
import type { InstalledJob } from './installed-job.js';
import type { JobAddress } from './job-address.js';
import type { HeldRun, JobOutcome, RunHold } from './run-hold.js';
import { whileKept } from './while-kept.js';

/** Jobs that run at once on a host: for thousands of merchants they are due in the same second. */
const runsAtOnce = 4;
const retries = { attempts: 4, firstPause: 1_000, longestPause: 10_000, patience: 0 };
/** Clocks differ: a timer that comes early by less waits here, in milliseconds. */
const skew = 2_000;
/** A run that another host has in hand is looked at again after this, in milliseconds. */
const lookAgain = 5_000;

export interface JobRunnerServices {
  readonly hold: RunHold;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: JobMetrics;
}

/** Runs jobs that are due, each run on one host. */
export class JobRunner {
  private readonly slots = new Slots(runsAtOnce);
  private readonly inHand = new Set<Promise<unknown>>();

  constructor(private readonly services: JobRunnerServices) {}

  /**
   * @returns when the job wants to be woken next
   * @throws when the host stops or the database cannot be reached; one is to be called again then
   */
  run(installed: InstalledJob, merchantId: string): Promise<Date | undefined> {
    const { spec, scope, job } = installed;
    const context = {
      correlation_id: uuidv7(),
      plugin_id: spec.id,
      job: job.name,
      ...(job.per === 'merchant' && { merchant_id: merchantId }),
    };
    const address = { pluginId: spec.id, job: job.name, merchantId };
    const running = this.slots.run(() => {
      scope.signal.throwIfAborted();
      return logContext.run(context, () => this.wake(installed, address));
    });
    this.inHand.add(running);
    const forget = (): void => void this.inHand.delete(running);
    running.then(forget, forget);
    return running;
  }

  /** Resolves when no run is in hand. */
  async stop(): Promise<void> {
    await Promise.allSettled(this.inHand);
  }

  private async wake(installed: InstalledJob, address: JobAddress): Promise<Date | undefined> {
    const { hold, clock } = this.services;
    const now = clock.now();
    const taking = await hold.take(address, now);
    // A run that is not planned: the planner adds it and arms its timer.
    if (!taking) return undefined;
    if (taking.state === 'taken') return this.soon();
    if (taking.state === 'held') return (await this.attempt(installed, taking.run)) ?? this.soon();
    const early = taking.nextAt.getTime() - now.getTime();
    if (early > skew) return taking.nextAt;
    await pause(early, undefined, { signal: installed.scope.signal });
    return this.wake(installed, address);
  }

  private soon(): Date {
    return new Date(this.services.clock.now().getTime() + lookAgain);
  }

  private async attempt(installed: InstalledJob, run: HeldRun): Promise<Date | undefined> {
    const { spec, job } = installed;
    const { hold, gate, metrics } = this.services;
    if (job.per === 'merchant' && !gate.isOn(spec, run.merchantId)) {
      if (gate.knowsEnablement()) return this.end(installed, run, 'skipped');
      await hold.release(run);
      throw new Error('enablement is not known yet');
    }
    // The attempts before this one ended with their host, which this job may have brought down.
    if (run.attempt > retries.attempts) return this.fail(installed, run, 'its hosts died of it');
    const measured = metrics.seconds.startTimer({ plugin: spec.id, job: job.name });
    try {
      await this.execute(installed, run);
    } catch (error) {
      return await this.afterFailure(installed, run, error);
    } finally {
      measured();
    }
    metrics.lastSuccess.setToCurrentTime({ plugin: spec.id, job: job.name });
    return this.end(installed, run, 'succeeded');
  }

  private execute({ scope, job }: InstalledJob, run: HeldRun): Promise<void> {
    return whileKept(
      () => this.services.hold.keep(run),
      scope.signal,
      (signal) =>
        job.per === 'merchant'
          ? job.run(scope, { signal, merchantId: run.merchantId })
          : job.run(scope, { signal }),
    );
  }

  private async afterFailure(
    installed: InstalledJob,
    run: HeldRun,
    error: unknown,
  ): Promise<Date | undefined> {
    const { spec, scope, job } = installed;
    const { hold, logger, metrics, clock } = this.services;
    if (scope.signal.aborted) {
      await hold.release(run);
      throw error;
    }
    metrics.failedAttempts.inc({ plugin: spec.id, job: job.name });
    const reason = publicReasonOf(error);
    if (run.attempt >= retries.attempts) return this.fail(installed, run, reason, error);
    logger.warn(
      { err: error, attempt: run.attempt },
      `job '${job.name}' failed and is tried again`,
    );
    const pauseMilliseconds = pauseAfter(retries, run.attempt, Math.random());
    return hold.retry(run, new Date(clock.now().getTime() + pauseMilliseconds), reason);
  }

  private fail(
    installed: InstalledJob,
    run: HeldRun,
    reason: string,
    error?: unknown,
  ): Promise<Date | undefined> {
    const { name } = installed.job;
    this.services.logger.error({ err: error, reason }, `job '${name}' failed until its next run`);
    return this.end(installed, run, 'failed', reason);
  }

  private end(
    { spec, job }: InstalledJob,
    run: HeldRun,
    outcome: JobOutcome,
    reason?: string,
  ): Promise<Date | undefined> {
    const now = this.services.clock.now();
    this.services.metrics.runs.inc({ plugin: spec.id, job: job.name, outcome });
    const nextAt = nextDue(job, now);
    return this.services.hold.end(run, { outcome, now, nextAt, ...(reason && { reason }) });
  }
}
