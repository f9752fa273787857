import { coreError, Database, defineErrors, Notices, type Transaction } from '@promenade/core';
import { injectable } from 'inversify';
import type { Message, MessageMark, UnreadCount } from '../domain/message.js';
import type { Preferences } from '../domain/preferences.js';
import { MessageMarks } from '../store/message-marks.js';
import { type MessagePage, type MessageQuery, MessageReader } from '../store/message-reader.js';
import { PreferenceStore } from '../store/preference-store.js';

const fail = defineErrors('inbox', { 'message-not-found': 'not-found' });

/** Whose inbox: a customer of a merchant. */
export interface InboxOwner {
  readonly merchantId: string;
  readonly userId: string;
}

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

  page({ merchantId, userId }: InboxOwner, query: MessageQuery): Promise<MessagePage> {
    return this.database.transaction(merchantId, (tx) => this.messages.page(tx, userId, query));
  }

  unreadCount({ merchantId, userId }: InboxOwner): Promise<UnreadCount & { revision: string }> {
    return this.database.transaction(merchantId, (tx) => this.messages.unreadCount(tx, userId));
  }

  /** @throws message-not-found, for another customer's message and a retracted one too */
  mark(owner: InboxOwner, messageId: string, mark: MessageMark): Promise<Message> {
    return this.change(owner, async (tx) => {
      await this.marks.mark(tx, owner.userId, messageId, mark);
      const message = await this.messages.find(tx, owner.userId, messageId);
      if (!message) throw fail('message-not-found', { params: { message_id: messageId } });
      return message;
    });
  }

  /** @returns how many were unread */
  markAllRead(owner: InboxOwner): Promise<number> {
    return this.change(owner, (tx) => this.marks.markAllRead(tx, owner.userId));
  }

  /** The customer's preferences, and the kinds that there are to mute. */
  preferences({ merchantId, userId }: InboxOwner): Promise<[Preferences, readonly string[]]> {
    return this.database.transaction(merchantId, (tx) => this.preferencesIn(tx, userId));
  }

  /** @throws version-mismatch when they were changed since the version was read */
  setPreferences(
    owner: InboxOwner,
    preferences: Preferences,
  ): Promise<[Preferences, readonly string[]]> {
    return this.change(owner, async (tx) => {
      if (!(await this.preferenceStore.put(tx, owner.userId, preferences))) {
        throw coreError('version-mismatch');
      }
      return this.preferencesIn(tx, owner.userId);
    });
  }

  private async preferencesIn(
    tx: Transaction,
    userId: string,
  ): Promise<[Preferences, readonly string[]]> {
    const preferences = await this.preferenceStore.find(tx, userId);
    const kinds = await this.messages.kinds(tx, userId);
    // A muted kind stays in sight when its last message is gone.
    return [preferences, [...new Set([...kinds, ...preferences.mutedKinds])].toSorted()];
  }

  /** Tells all hosts when it commits, so that the customer's other tabs follow. */
  private change<T>(owner: InboxOwner, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(owner.merchantId, async (tx) => {
      const result = await work(tx);
      await this.notices.tell(tx, ownerNotice(owner));
      return result;
    });
  }
}
