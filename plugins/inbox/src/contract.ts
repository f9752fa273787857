import {
  extensionPoint,
  type FanOutTransaction,
  serviceRef,
  type Transaction,
} from '@promenade/core';
import type { MessageContent } from './domain/message-content.js';
import type { DispatchMessages } from './domain/message-rows.js';

export { bucketCount, bucketSql } from './domain/message-bucket.js';
export type { MessageContent } from './domain/message-content.js';
export {
  type DispatchMessages,
  lastRecipient,
  type MessageRows,
  messageColumns,
  messageCount,
  messageHead,
  messageRows,
  messagesSql,
} from './domain/message-rows.js';

/** One dispatch day of a promotion event. */
export interface DispatchDay {
  readonly eventId: string;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  /** The event's version that the content is of. */
  readonly contentVersion: number;
  /** What customers can mute by: the event's promotion package. */
  readonly kind: string;
  /** Title and body per locale, at least one. */
  readonly content: Readonly<Record<string, MessageContent>>;
}

/** A day that messages can be written for. */
export interface OpenDispatch {
  readonly dispatchNo: number;
  /** The locales of its content; a message names one by its place here, from 0. */
  readonly locales: readonly string[];
}

/** Where the dispatcher puts messages. */
export interface MessageStore {
  /**
   * Makes room for a day's messages; again without effect. Readers and writers of messages may wait a fifth of a second for it, so it is a
   * transaction of its own.
   * @param day `YYYY-MM-DD`
   * @throws what passes when messages are in use all the time: try again
   */
  prepare(merchantId: string, day: string): Promise<void>;
  /**
   * Opens a dispatch on a day that is prepared; one that is open already stays as it is, with the content of its first opening.
   */
  open(tx: Transaction, day: DispatchDay): Promise<OpenDispatch>;
  /**
   * Writes messages in the caller's transaction; in the order of bucket (`bucketSql`) and customer they are the fastest to write.
   * @throws RowsPresentError when one of them is there already: roll back, and write them with `writeMissing`
   */
  write(tx: FanOutTransaction, messages: DispatchMessages): Promise<void>;
  /** Writes those of the messages that are not there yet; far slower than `write`. */
  writeMissing(tx: FanOutTransaction, messages: DispatchMessages): Promise<void>;
}

export const MessageStoreRef = serviceRef<MessageStore>('inbox.message-store');

/** Knows how many messages it wrote: the store keeps no count, and counting its rows would read a whole day. */
export interface DeliveryCount {
  /**
   * Reads in the caller's transaction and writes nothing.
   * @returns how many customers have a message of each dispatch day of the event, by its date; days of others are absent
   */
  delivered(tx: Transaction, eventId: string): Promise<ReadonlyMap<string, number>>;
}

/** Who writes messages tells here how many, so that whoever retracts or corrects them knows whom it concerns. */
export const deliveryCounts = extensionPoint<DeliveryCount>('inbox.delivery-counts');
