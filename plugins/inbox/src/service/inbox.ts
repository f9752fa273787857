import { Database, defineErrors } from '@promenade/core';
import { injectable } from 'inversify';
import type { Message } from '../domain/message.js';
import { MessageReader } from '../store/message-reader.js';

const fail = defineErrors('inbox', { 'message-not-found': 'not-found' });

/** Whose inbox: a customer of a merchant. */
export interface InboxOwner {
  readonly merchantId: string;
  readonly userId: string;
}

/** The customer's use cases. */
@injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageReader,
  ) {}

  page(
    { merchantId, userId }: InboxOwner,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ items: Message[]; next_cursor: string | null }> {
    return this.database.transaction(merchantId, (tx) => this.messages.page(tx, userId, page));
  }

  unreadCount({ merchantId, userId }: InboxOwner): Promise<number> {
    return this.database.transaction(merchantId, (tx) => this.messages.unreadCount(tx, userId));
  }

  /** @throws message-not-found, for another customer's message too */
  async markRead({ merchantId, userId }: InboxOwner, messageId: string): Promise<Message> {
    const message = await this.database.transaction(merchantId, (tx) =>
      this.messages.markRead(tx, userId, messageId),
    );
    if (!message) throw fail('message-not-found', { params: { message_id: messageId } });
    return message;
  }
}
