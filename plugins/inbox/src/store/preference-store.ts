import type { Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import { noPreferences, type Preferences } from '../domain/preferences.js';
import type { QuietHours } from '../domain/quiet-hours.js';

export interface PreferenceRow {
  version: number;
  muted_kinds: string[];
  quiet_from: string | null;
  quiet_until: string | null;
  quiet_timezone: string | null;
}

/** What customers decided about their inbox. */
@injectable()
export class PreferenceStore {
  /** @returns false when the customer's version is not the one that the change is of */
  async put(
    tx: Transaction,
    userId: string,
    { version, mutedKinds, quietHours }: Preferences,
  ): Promise<boolean> {
    const { rows } = await sql`
      insert into inbox.preference as known
        (merchant_id, user_id, version, muted_kinds, quiet_from, quiet_until, quiet_timezone)
      select ${tx.merchantId}, ${userId}, ${version}::int + 1, ${[...mutedKinds]}::text[],
        ${quietHours?.from ?? null}, ${quietHours?.until ?? null}, ${quietHours?.timezone ?? null}
      where ${version}::int = 0 or exists (
        select from inbox.preference where merchant_id = ${tx.merchantId} and user_id = ${userId})
      on conflict (merchant_id, user_id)
      do update set version = known.version + 1, muted_kinds = excluded.muted_kinds, quiet_from = excluded.quiet_from,
        quiet_until = excluded.quiet_until, quiet_timezone = excluded.quiet_timezone
      where known.version = ${version}
      returning 1`.execute(tx.sql);
    return rows.length > 0;
  }
}

/** @param row none while the customer has decided nothing */
export const preferencesOf = (row: PreferenceRow | undefined): Preferences =>
  row
    ? { version: row.version, mutedKinds: row.muted_kinds, quietHours: quietHoursOf(row) }
    : noPreferences;

const quietHoursOf = ({
  quiet_from: from,
  quiet_until: until,
  quiet_timezone: timezone,
}: PreferenceRow): QuietHours | undefined =>
  from === null || until === null || timezone === null ? undefined : { from, until, timezone };
