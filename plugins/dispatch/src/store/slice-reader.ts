import { FanOut } from '@promenade/core';
import {
  bucketSql,
  type DispatchMessages,
  lastRecipient,
  messageCount,
  messageHead,
  messageRows,
  messagesSql,
} from '@promenade/plugin-inbox/contract';
import { injectable } from 'inversify';
import pg from 'pg';
import type { BucketRange } from '../domain/buckets.js';
import type { Recipient } from '../domain/chunks-of-day.js';
import { type AudienceScope, membersOf } from './audience-query.js';

/** Which messages a day becomes. */
export interface DayQuery extends AudienceScope {
  /** Of the event, as it is known here. */
  readonly version: number;
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

/** The messages of a chunk. */
export interface SliceChunk {
  readonly messages: DispatchMessages;
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
    const messages = { dispatchNo: query.dispatchNo, rows };
    const count = messageCount(messages);
    return { messages, count, last: lastRecipient(messages), isLast: count < limit };
  }

  /** Reads a slice that is hoped to be small, with the customers whose messages they are. @param limit as for `read` */
  async readWhole(
    query: SliceQuery,
    limit: number,
  ): Promise<
    Pick<SliceChunk, 'messages' | 'isLast'> & { readonly recipients: readonly Recipient[] }
  > {
    const { messages, isLast } = await this.read(query, undefined, limit);
    const { userIds, buckets } = messageRows(messages);
    const recipients = userIds.map((userId, index) => ({ userId, bucket: buckets[index] ?? 0 }));
    return { messages, isLast, recipients };
  }
}

const { escapeLiteral } = pg;

const chunkQuery = (query: SliceQuery, after: string | undefined, limit: number): string => {
  const { buckets } = query;
  const behind =
    after === undefined
      ? `a.bucket >= ${buckets.from}`
      : `(a.bucket, a.user_id) > (${bucketSql(`${escapeLiteral(after)}::uuid`)}, ${escapeLiteral(after)}::uuid)`;
  const recipients = `
    select ${head(query)} as head, a.user_id from ${membersOf(query)} and ${behind} and a.bucket < ${buckets.until}
    order by a.bucket, a.user_id`;
  return messagesSql(recipients, limit);
};

const head = ({ dispatchNo, localeNos, otherLocaleNo, buckets }: SliceQuery): string => {
  const bucket = buckets.until - buckets.from === 1 ? buckets.from : 'a.bucket';
  const other = messageHead(dispatchNo, otherLocaleNo, bucket);
  const known = [...localeNos].map(
    ([locale, no]) => `when ${escapeLiteral(locale)} then ${messageHead(dispatchNo, no, bucket)}`,
  );
  return known.length > 0 ? `case a.locale ${known.join(' ')} else ${other} end` : other;
};
