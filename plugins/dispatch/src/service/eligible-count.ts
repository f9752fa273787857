import { setTimeout as pause } from 'node:timers/promises';
import { Database, type Logger, LoggerRef } from '@promenade/core';
import { inject, injectable } from 'inversify';
import type { AudienceScope } from '../store/audience-query.js';
import { AudienceStore } from '../store/audience-store.js';
import { type DayKey, DayStore } from '../store/day-store.js';

/** Most days are delivered before anybody could ask how far they are: only what takes longer than so many milliseconds is counted. */
const patience = 3_000;

/** Counts whom a day is for beside its delivery, which does not wait for it. */
@injectable()
export class EligibleCount {
  private readonly running = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: Database,
    private readonly audience: AudienceStore,
    private readonly days: DayStore,
    @inject(LoggerRef.token) private readonly logger: Logger,
  ) {}

  /** Counts soon, unless that is being done. When it fails, the day stays uncounted until a later slice or its end. */
  start(scope: AudienceScope, day: DayKey): void {
    const name = `${scope.merchantId}/${day.eventId}/${day.dispatchDate}`;
    if (this.running.has(name)) return;
    const counted = this.count(scope, day)
      .catch((error: unknown) => {
        if (this.stopping.signal.aborted) return;
        this.logger.warn({ err: error, event_id: day.eventId }, 'customers of a day not counted');
      })
      .finally(() => this.running.delete(name));
    this.running.set(name, counted);
  }

  /** Ends what has not begun, and waits for what is being counted. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running.values());
  }

  private async count(scope: AudienceScope, day: DayKey): Promise<void> {
    await pause(patience, undefined, { signal: this.stopping.signal });
    await this.database.transaction(scope.merchantId, async (tx) => {
      const [progress] = await this.days.progress(tx, day.eventId, day.dispatchDate);
      if (progress?.state === 'DONE') return;
      await this.days.putEligible(tx, day, await this.audience.count(tx, scope));
    });
  }
}
