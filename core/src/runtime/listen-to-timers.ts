import type { Registry } from 'prom-client';
import { SystemClock } from '../clock/clock.js';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { jobsOf } from '../jobs/installed-job.js';
import { JobPlanner } from '../jobs/job-planner.js';
import { JobRunner } from '../jobs/job-runner.js';
import type { RestateTimers } from '../jobs/restate/restate-timers.js';
import { RunHold } from '../jobs/run-hold.js';
import { TimerOwner } from '../jobs/timer-owner.js';
import { JobMetrics } from '../observability/job-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import { answerTimer } from './answer-timer.js';
import { fireTimer } from './fire-timer.js';
import { publicReasonOf } from './public-reason.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

export interface ListeningTimers {
  /** Starts planning jobs, for when the host consumes. */
  readonly startJobs: () => Promise<void>;
  /** Why Restate could not be told to call this host; nothing when it could, or when another one is called. */
  readonly checks: () => Readonly<Record<string, string>>;
}

/** Answers due timers and jobs of this host's plugins, and owns the timers when no other host does. */
export const listenToTimers = async (
  services: {
    readonly timers: RestateTimers;
    readonly specs: readonly PluginSpec[];
    readonly started: readonly StartedPlugin[];
    readonly gate: Gate;
    readonly database: Database;
    readonly listener: Listener;
    readonly logger: Logger;
    readonly registry: Registry;
    readonly onError: (error: unknown) => void;
  },
  stop: StopSequence,
): Promise<ListeningTimers> => {
  const { timers, specs, started, gate, database, logger } = services;
  const list = jobsOf(started);
  // Restate keeps real time, whatever clock the plugins are given.
  const clock = new SystemClock();
  const metrics = new JobMetrics(services.registry);
  const runner = new JobRunner({ hold: new RunHold(database), gate, clock, logger, metrics });
  const fire = fireTimer(started, gate, logger);
  stop.add('timers', () => timers.close());
  await timers.listen(answerTimer(specs, { runner, list }, fire, logger));
  const owner = new TimerOwner({ ...services, address: timers.address });
  stop.add('owning timers', () => owner.stop());
  await owner.start();
  const startJobs = async (): Promise<void> => {
    const planner = new JobPlanner(list, timers, clock, services);
    stop.add('jobs', async () => {
      await Promise.all([planner.stop(), runner.stop()]);
    });
    await planner.start();
  };
  const checks = (): Readonly<Record<string, string>> =>
    owner.fault === undefined ? {} : { timers: publicReasonOf(owner.fault) };
  return { startJobs, checks };
};
