import { coreError, Database, defineErrors, Notices, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import type { InboxOwner } from '../domain/inbox-owner.js';
import type { Message, MessageMark, UnreadCount } from '../domain/message.js';
import type { MessageKind } from '../domain/message-kind.js';
import type { Preferences } from '../domain/preferences.js';
import { actForCustomer } from '../store/act-for-customer.js';
import { MessageMarks } from '../store/message-marks.js';
import { PreferenceStore } from '../store/preference-store.js';
import { type MessagePage, type MessageQuery, MessageReader } from './message-reader.js';

const fail = defineErrors('inbox', { 'message-not-found': 'not-found' });

/** What a notice says: something of this customer's inbox changed. */
export const ownerNotice = ({ merchantId, userId }: InboxOwner): string =>
  `${merchantId}:${userId.toLowerCase()}`;

/** The customer's use cases. */
@injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly messages: MessageReader,
    private readonly marks: MessageMarks,
    private readonly preferenceStore: PreferenceStore,
    private readonly notices: Notices,
  ) {}

  page(owner: InboxOwner, query: MessageQuery): Promise<MessagePage> {
    return this.messages.page(owner, query);
  }

  unreadCount(owner: InboxOwner): Promise<UnreadCount & { revision: string }> {
    return this.messages.unreadCount(owner);
  }

  /** @throws message-not-found, for another customer's message and a retracted one too */
  async mark(owner: InboxOwner, messageId: string, mark: MessageMark): Promise<Message> {
    const message = await this.messages.mark(owner, messageId, mark);
    if (!message) throw fail('message-not-found', { params: { message_id: messageId } });
    return message;
  }

  /** Marks what is unread in the list at the moment, and nothing that comes after. @returns how many were unread */
  async markAllRead(owner: InboxOwner): Promise<number> {
    const unread = await this.messages.unreadNos(owner);
    return this.change(owner, (tx) => this.marks.markRead(tx, owner.userId, unread));
  }

  preferences(owner: InboxOwner): Promise<[Preferences, readonly MessageKind[]]> {
    return this.messages.preferences(owner);
  }

  /** @throws version-mismatch when they were changed since the version was read */
  async setPreferences(
    owner: InboxOwner,
    preferences: Preferences,
  ): Promise<[Preferences, readonly MessageKind[]]> {
    await this.change(owner, async (tx) => {
      if (!(await this.preferenceStore.put(tx, owner.userId, preferences))) {
        throw coreError('version-mismatch');
      }
    });
    return this.preferences(owner);
  }

  /** Tells all hosts when it commits, so that the customer's other tabs follow. */
  private change<T>(owner: InboxOwner, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(owner.merchantId, async (tx) => {
      // Row-level security holds others' rows back too, should a statement forget whose they are.
      await actForCustomer(tx, owner.userId);
      const result = await work(tx);
      await this.notices.tell(tx, ownerNotice(owner));
      return result;
    });
  }
}
