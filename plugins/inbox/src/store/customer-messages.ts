import type { Transaction } from '@promenade/core';
import { type RawBuilder, sql } from 'kysely';
import type { MessageFilter } from '../domain/message.js';
import { bucketOf } from './customer-bucket.js';
import type { CustomerView } from './customer-views.js';

/** The customer's rows of `inbox.message m`, by the whole beginning of its primary key. */
export const ofCustomer = (tx: Transaction, userId: string): RawBuilder<unknown> =>
  sql`m.merchant_id = ${tx.merchantId} and m.bucket = ${bucketOf(userId)}::smallint and m.user_id = ${userId}`;

/**
 * What the customer did with messages, as `state`: read once and joined in memory, since looking into it message by message
 * would touch its index for each.
 */
export const stateOf = (tx: Transaction, userId: string): RawBuilder<unknown> => sql`
  state as materialized (
    select dispatch_no, is_read, is_archived from inbox.message_state
    where merchant_id = ${tx.merchantId} and user_id = ${userId}
  )`;

/** Which of `inbox.message m left join state s` a filter shows; never what is retracted. */
export const shownBy = (
  filter: MessageFilter | undefined,
  { dispatches, muted }: CustomerView,
): RawBuilder<unknown> => {
  const visible = isNot(dispatches.retracted);
  const listed = sql`${visible} and s.is_archived is not true and ${isNot(muted)}`;
  if (filter === undefined) return listed;
  const shown: Record<MessageFilter, RawBuilder<unknown>> = {
    unread: sql`${listed} and s.is_read is not true`,
    archived: sql`${visible} and s.is_archived`,
    muted: sql`${visible} and s.is_archived is not true and ${isOneOf(muted)}`,
  };
  return shown[filter];
};

/** Whether a message `m` is of one of the dispatches. */
export const isOneOf = (dispatchNos: readonly number[]): RawBuilder<unknown> =>
  dispatchNos.length === 0 ? sql`false` : sql`m.dispatch_no = any(${[...dispatchNos]}::int[])`;

const isNot = (dispatchNos: readonly number[]): RawBuilder<unknown> =>
  dispatchNos.length === 0 ? sql`true` : sql`m.dispatch_no <> all(${[...dispatchNos]}::int[])`;
