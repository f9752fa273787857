import { serviceRef, type Transaction } from '@promenade/core';
import type { MessageContent } from './domain/message-content.js';

export type { MessageContent } from './domain/message-content.js';

/** Messages of one dispatch day for many customers, all of one promotion event. */
export interface Delivery {
  readonly eventId: string;
  /** The event's version that the content is of. */
  readonly contentVersion: number;
  /** `YYYY-MM-DD` */
  readonly dispatchDate: string;
  /** Title and body per locale; every recipient's locale is among them. */
  readonly content: Readonly<Record<string, MessageContent>>;
  /** In any order. Runs in ascending order of `userId` are the fastest to write. */
  readonly recipients: readonly { readonly userId: string; readonly locale: string }[];
}

/** Where the dispatcher puts messages. */
export interface MessageStore {
  /**
   * Writes one message per recipient in the caller's transaction; a message that a recipient already has for the event and
   * day stays as it is.
   * @returns how many messages were new.
   */
  deliver(tx: Transaction, delivery: Delivery): Promise<number>;
}

export const MessageStoreRef = serviceRef<MessageStore>('inbox.message-store');
