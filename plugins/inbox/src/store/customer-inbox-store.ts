import { Database } from '@promenade/core';
import { injectable } from 'inversify';
import { sql } from 'kysely';
import type { CustomerMessages } from '../domain/inbox-list.js';
import type { InboxOwner } from '../domain/inbox-owner.js';
import type { MessageMark } from '../domain/message.js';
import type { Preferences } from '../domain/preferences.js';
import { bucketOf } from './customer-bucket.js';
import { type PreferenceRow, preferencesOf } from './preference-store.js';

interface ViewRow {
  revision: string;
  preference: PreferenceRow | null;
}

interface GatheredRow extends ViewRow {
  /** JSON of four lists of numbers. */
  lists: string;
}

interface MarkedRow extends ViewRow {
  locale_no: number;
  is_read: boolean;
  is_archived: boolean;
}

/** What a customer's messages are read with, beside the merchant's dispatches. */
export interface ViewOf {
  /** Of the merchant's dispatches. */
  readonly revision: number;
  readonly preferences: Preferences;
}

/** A message that is marked. */
export interface MarkedMessage {
  readonly localeNo: number;
  readonly isRead: boolean;
  readonly isArchived: boolean;
}

/** What one customer has and marks, one round trip each; the functions bind every statement to merchant and customer. */
@injectable()
export class CustomerInboxStore {
  constructor(private readonly database: Database) {}

  async gather({ merchantId, userId }: InboxOwner): Promise<CustomerMessages & ViewOf> {
    const [row] = await this.database.statement(
      merchantId,
      sql<GatheredRow>`
        select revision, preference, json_build_array(dispatch_nos, locale_nos, read_nos, archived_nos)::text as lists
        from inbox.gather(${merchantId}, ${userId}, ${bucketOf(userId)}::smallint)`,
    );
    if (!row) throw new Error('inbox.gather returned no row');
    const [dispatchNos, localeNos, readNos, archivedNos]: [number[], number[], number[], number[]] =
      JSON.parse(row.lists);
    return { ...viewOf(row), dispatchNos, localeNos, readNos, archivedNos };
  }

  /** Marks one message, and tells all hosts; again without effect. @returns undefined when the customer has no such message, or it is retracted */
  async mark(
    { merchantId, userId }: InboxOwner,
    dispatchNo: number,
    { isRead, isArchived }: MessageMark,
  ): Promise<(MarkedMessage & ViewOf) | undefined> {
    const [row] = await this.database.statement(
      merchantId,
      sql<MarkedRow>`select * from inbox.mark(${merchantId}, ${userId}, ${bucketOf(userId)}::smallint,
        ${dispatchNo}::integer, ${isRead ?? null}::boolean, ${isArchived ?? null}::boolean)`,
    );
    return (
      row && {
        ...viewOf(row),
        localeNo: row.locale_no,
        isRead: row.is_read,
        isArchived: row.is_archived,
      }
    );
  }
}

const viewOf = ({ revision, preference }: ViewRow): ViewOf => ({
  revision: Number(revision),
  preferences: preferencesOf(preference ?? undefined),
});
