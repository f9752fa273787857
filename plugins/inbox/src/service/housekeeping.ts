import { setTimeout as pause } from 'node:timers/promises';
import { Clock, Database, PluginConfig } from '@promenade/core';
import { injectable } from 'inversify';
import { inboxConfig } from '../inbox-config.js';
import { DayStore } from '../store/day-store.js';

const dayMilliseconds = 24 * 60 * 60 * 1_000;

/** How often a day is tried in one run that somebody is busy with, and for how long it is then left alone, in milliseconds. */
const attempts = 5;
const betweenAttempts = 500;

/** Opens the days that come, and removes those that are older than the retention. */
@injectable()
export class Housekeeping {
  private readonly retentionDays: number;

  constructor(
    private readonly database: Database,
    private readonly days: DayStore,
    private readonly clock: Clock,
    config: PluginConfig,
  ) {
    this.retentionDays = config.of(inboxConfig).retention_days;
  }

  /**
   * Opens today, tomorrow and the day after (a zone ahead of UTC is a day further), and drops old days.
   * @throws Error naming the days that were in use all the time: the job is then tried again
   */
  async keepDays(signal: AbortSignal): Promise<void> {
    for (const ahead of [0, 1, 2]) await this.days.open(this.dayFromToday(ahead));
    const busy: string[] = [];
    for (const day of await this.days.before(this.oldest)) {
      if (!(await this.drop(day, signal))) busy.push(day);
    }
    if (busy.length > 0) throw new Error(`messages of ${busy.join(', ')} are in use`);
  }

  /** Removes what a merchant has of days that are dropped. */
  async forgetDays(merchantId: string): Promise<void> {
    await this.database.transaction(merchantId, (tx) => this.days.forget(tx, this.oldest));
  }

  private async drop(day: string, signal: AbortSignal): Promise<boolean> {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      signal.throwIfAborted();
      if (await this.days.drop(day)) return true;
      await pause(betweenAttempts, undefined, { signal });
    }
    return false;
  }

  /** The first day that is kept. */
  private get oldest(): string {
    return this.dayFromToday(-this.retentionDays);
  }

  private dayFromToday(days: number): string {
    return new Date(this.clock.now().getTime() + days * dayMilliseconds).toISOString().slice(0, 10);
  }
}
