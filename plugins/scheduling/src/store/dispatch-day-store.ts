import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';

/** The days of events that have been handed to the dispatcher. */
@injectable()
export class DispatchDayStore {
  /** Records a day once. @returns false when the day was recorded before. */
  async record(
    tx: Transaction,
    day: {
      readonly eventId: string;
      readonly date: string;
      readonly version: number;
      readonly slices: number;
    },
  ): Promise<boolean> {
    const { rows } = await sql`
      insert into scheduling.dispatch_day (merchant_id, event_id, dispatch_date, version, slices)
      values (${tx.merchantId}, ${day.eventId}, ${day.date}, ${day.version}, ${day.slices})
      on conflict do nothing returning event_id`.execute(tx.sql);
    return rows.length > 0;
  }

  /**
   * Forgets that a day was handed over, so that the event's timer hands it over again: what the dispatcher has done of it
   * stands in its own ledger and is not done twice.
   */
  async reopen(tx: Transaction, eventId: string, date: string): Promise<void> {
    await sql`
      delete from scheduling.dispatch_day
      where merchant_id = ${tx.merchantId} and event_id = ${eventId} and dispatch_date = ${date}`.execute(
      tx.sql,
    );
  }
}
