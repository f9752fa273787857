import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

type Labels = 'plugin' | 'job';

/** What became of the runs of jobs on this host. */
export class JobMetrics {
  readonly runs: Counter<Labels | 'outcome'>;
  readonly failedAttempts: Counter<Labels>;
  readonly seconds: Histogram<Labels>;
  readonly lastSuccess: Gauge<Labels>;

  constructor(registry: Registry) {
    const labelNames = ['plugin', 'job'] as const;
    const registers = [registry];
    this.runs = new Counter({
      name: 'promenade_job_runs_total',
      help: 'Runs of jobs that ended: succeeded, failed, or skipped for merchants that have the plugin off',
      labelNames: [...labelNames, 'outcome'],
      registers,
    });
    this.failedAttempts = new Counter({
      name: 'promenade_job_failed_attempts_total',
      help: 'Attempts at runs of jobs that failed',
      labelNames,
      registers,
    });
    this.seconds = new Histogram({
      name: 'promenade_job_seconds',
      help: 'How long attempts at runs of jobs took',
      labelNames,
      buckets: [0.01, 0.1, 1, 10, 60, 300, 1_800, 7_200],
      registers,
    });
    this.lastSuccess = new Gauge({
      name: 'promenade_job_last_success_timestamp_seconds',
      help: 'When a run of the job last succeeded on this host',
      labelNames,
      registers,
    });
  }
}
