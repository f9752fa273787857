import { Database, type Logger, LoggerRef } from '@promenade/core';
import { inject, injectable } from 'inversify';
import type { AudienceScope } from '../store/audience-query.js';
import { AudienceStore } from '../store/audience-store.js';
import { type DayKey, DayStore } from '../store/day-store.js';

/** Counts whom a day is for beside its delivery, which does not wait for it. */
@injectable()
export class EligibleCount {
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly audience: AudienceStore,
    private readonly days: DayStore,
    @inject(LoggerRef.token) private readonly logger: Logger,
  ) {}

  /** Begins to count, unless that is being done. When it fails, the day stays uncounted until a later slice or its end. */
  start(scope: AudienceScope, day: DayKey): void {
    const name = `${scope.merchantId}/${day.eventId}/${day.dispatchDate}`;
    if (this.running.has(name)) return;
    const counted = this.count(scope, day)
      .catch((error: unknown) => {
        this.logger.warn({ err: error, event_id: day.eventId }, 'customers of a day not counted');
      })
      .finally(() => this.running.delete(name));
    this.running.set(name, counted);
  }

  /** Waits for what is being counted. */
  async settle(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async count(scope: AudienceScope, day: DayKey): Promise<void> {
    await this.database.transaction(scope.merchantId, async (tx) => {
      await this.days.putEligible(tx, day, await this.audience.count(tx, scope));
    });
  }
}
