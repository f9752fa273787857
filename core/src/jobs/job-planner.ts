import type { Clock } from '../clock/clock.js';
import { Slots } from '../concurrency/slots.js';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { BatchLoop } from '../events/batch-loop.js';
import { type InstalledJob, plannedJob } from './installed-job.js';
import { jobTimer } from './job-address.js';
import { JobRuns } from './job-runs.js';
import type { TimerStore } from './timer-store.js';

const pollMilliseconds = 60_000;
/**
 * Arms what comes within this, in milliseconds: longer than a poll, so that a run whose timer was lost is armed anew
 * before it is due.
 */
const horizon = 2 * pollMilliseconds;
const armsAtOnce = 8;

/** On this channel of PostgreSQL one tells that a run was moved. */
export const jobsChannel = 'promenade_jobs';

/**
 * Sees to it that every job has a planned run and that its timer is armed: at start, each minute, and when runs are moved.
 * Hosts may do so at once; a timer that is armed for its time stays as it is.
 */
export class JobPlanner {
  private readonly runs: JobRuns;
  private readonly loop: BatchLoop;
  private isStart = true;

  constructor(
    private readonly jobs: readonly InstalledJob[],
    private readonly timers: TimerStore,
    private readonly clock: Clock,
    services: {
      readonly database: Database;
      readonly listener: Listener;
      readonly onError: (error: unknown) => void;
    },
  ) {
    this.runs = new JobRuns(services.database);
    const run = async (): Promise<boolean> => {
      await this.plan();
      return false;
    };
    const work = { channels: [jobsChannel], pollMilliseconds, run };
    this.loop = new BatchLoop(services.listener, work, services.onError);
  }

  async start(): Promise<void> {
    if (this.jobs.length > 0) await this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async plan(): Promise<void> {
    const now = this.clock.now();
    const planned = this.jobs.map(({ spec, job }) => plannedJob(spec, job, now));
    await this.runs.plan(planned);
    if (this.isStart) {
      const early = planned.filter((_job, index) => this.jobs[index]?.job.atStart);
      await this.runs.hasten(early, now);
      this.isStart = false;
    }
    const due = await this.runs.due(planned, new Date(now.getTime() + horizon));
    const slots = new Slots(armsAtOnce);
    await Promise.all(
      due.map(({ pluginId, job, merchantId, nextAt }) =>
        slots.run(() => this.timers.arm(pluginId, jobTimer, { merchantId, id: job }, nextAt)),
      ),
    );
  }
}
