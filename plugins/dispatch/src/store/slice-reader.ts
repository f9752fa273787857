import { FanOut } from '@promenade/core';
import {
  bucketSql,
  lastRecipient,
  messageBytes,
  messageCount,
  messageHead,
  messageRows,
} from '@promenade/plugin-inbox/contract';
import { injectable } from 'inversify';
import pg from 'pg';
import type { BucketRange } from '../domain/buckets.js';
import type { Recipient } from '../domain/chunks-of-day.js';
import { type AudienceScope, membersOf } from './audience-query.js';

/** Which messages a day becomes. */
export interface DayQuery extends AudienceScope {
  readonly dispatchNo: number;
  /** The number of the content that customers of a locale read. */
  readonly localeNos: ReadonlyMap<string, number>;
  /** For customers of any other locale. */
  readonly otherLocaleNo: number;
}

/** Which messages a slice becomes. */
export interface SliceQuery extends DayQuery {
  readonly buckets: BucketRange;
}

/** The messages of a chunk, as bytes that can be written. */
export interface SliceChunk {
  readonly rows: readonly Buffer[];
  readonly count: number;
  /** The customer of the last message; undefined for an empty chunk. */
  readonly last: string | undefined;
  /** Nothing of the slice comes after it. */
  readonly isLast: boolean;
}

/** Reads a slice of the audience in order, as the messages that it becomes: no row is looked at here. */
@injectable()
export class SliceReader {
  constructor(private readonly fanOut: FanOut) {}

  /** @param after the customer behind whom to begin; from the beginning unless given. @param limit most customers of the chunk, at least 1 */
  async read(query: SliceQuery, after: string | undefined, limit: number): Promise<SliceChunk> {
    const rows = await this.fanOut.read(query.merchantId, chunkQuery(query, after, limit));
    const count = messageCount(rows);
    return { rows, count, last: lastRecipient(rows), isLast: count < limit };
  }

  /** Reads a slice that is hoped to be small, with the customers whose messages they are. @param limit as for `read` */
  async readWhole(
    query: SliceQuery,
    limit: number,
  ): Promise<Pick<SliceChunk, 'rows' | 'isLast'> & { readonly recipients: readonly Recipient[] }> {
    const { rows, isLast } = await this.read(query, undefined, limit);
    const { userIds, buckets } = messageRows(rows);
    const recipients = userIds.map((userId, index) => ({ userId, bucket: buckets[index] ?? 0 }));
    return { rows, isLast, recipients };
  }
}

const { escapeLiteral } = pg;

const chunkQuery = (query: SliceQuery, after: string | undefined, limit: number): string => {
  const { buckets } = query;
  const behind =
    after === undefined
      ? `a.bucket >= ${buckets.from}`
      : `(a.bucket, a.user_id) > (${bucketSql(`${escapeLiteral(after)}::uuid`)}, ${escapeLiteral(after)}::uuid)`;
  return `
    select string_agg(${messageBytes(head(query), 'a.bucket', 'a.user_id')}, '')
    from (
      select a.bucket, a.user_id, a.locale from ${membersOf(query)} and ${behind} and a.bucket < ${buckets.until}
      order by a.bucket, a.user_id limit ${limit}) a`;
};

const head = ({ dispatchNo, localeNos, otherLocaleNo }: SliceQuery): string => {
  const other = messageHead(dispatchNo, otherLocaleNo);
  const known = [...localeNos].map(
    ([locale, no]) => `when ${escapeLiteral(locale)} then ${messageHead(dispatchNo, no)}`,
  );
  return known.length > 0 ? `case a.locale ${known.join(' ')} else ${other} end` : other;
};
