import { Clock, decodeCursor, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { z } from 'zod';
import {
  type CustomerView,
  type InboxEntry,
  inboxEntries,
  isShownBy,
  quietPeriodOf,
  unreadCountOf,
} from '../domain/inbox-list.js';
import type { InboxOwner } from '../domain/inbox-owner.js';
import type { Message, MessageFilter, MessageMark, UnreadCount } from '../domain/message.js';
import { CustomerInboxStore, type Revised } from '../store/customer-inbox-store.js';
import { CustomerViews } from '../store/customer-views.js';
import { messageIdOf, readDispatchNo } from '../store/message-id.js';

/** Which messages are asked for. */
export interface MessageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly filter?: MessageFilter | undefined;
  readonly eventId?: string | undefined;
}

export interface MessagePage {
  items: Message[];
  next_cursor: string | null;
}

const cursorValues = [
  z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
] as const;

/** One customer's inbox, as it is at the moment. */
@injectable()
export class MessageReader {
  constructor(
    private readonly store: CustomerInboxStore,
    private readonly views: CustomerViews,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async page(owner: InboxOwner, query: MessageQuery): Promise<MessagePage> {
    const { limit, cursor, filter, eventId } = query;
    const before = decodeCursor(cursor, cursorValues)?.[0] ?? Infinity;
    const { entries } = await this.inbox(owner);
    const asked = entries.filter(
      (entry) =>
        entry.dispatchNo < before &&
        isShownBy(filter, entry) &&
        (eventId === undefined || entry.dispatch.eventId === eventId.toLowerCase()),
    );
    const page = toPage(asked, limit, ({ dispatchNo }) => [String(dispatchNo)]);
    return { ...page, items: page.items.map((entry) => messageOf(owner, entry)) };
  }

  async unreadCount(owner: InboxOwner): Promise<Revised<UnreadCount>> {
    const { entries, view } = await this.inbox(owner);
    const quiet = quietPeriodOf(view.preferences, this.clock.now());
    return { ...unreadCountOf(entries, quiet?.until), revision: view.revision };
  }

  /** What is unread in the list. @returns numbers of dispatches */
  async unreadNos(owner: InboxOwner): Promise<readonly number[]> {
    const { entries } = await this.inbox(owner);
    return entries
      .filter((entry) => isShownBy('unread', entry))
      .map(({ dispatchNo }) => dispatchNo);
  }

  /** The kinds of the messages that the customer has. */
  async kinds(owner: InboxOwner): Promise<readonly string[]> {
    const { entries } = await this.inbox(owner);
    return [...new Set(entries.map(({ dispatch }) => dispatch.kind))].filter((kind) => kind !== '');
  }

  /** @returns the message with the mark; undefined when the customer has no such message, or it is retracted */
  async mark(
    owner: InboxOwner,
    messageId: string,
    mark: MessageMark,
  ): Promise<Message | undefined> {
    const dispatchNo = readDispatchNo(owner.merchantId, owner.userId, messageId);
    const marked =
      dispatchNo === undefined ? undefined : await this.store.mark(owner, dispatchNo, mark);
    if (dispatchNo === undefined || !marked) return undefined;
    const view = await this.views.of(owner, marked.revision);
    const [entry] = inboxEntries(
      {
        dispatchNos: [dispatchNo],
        localeNos: [marked.localeNo],
        readNos: marked.isRead ? [dispatchNo] : [],
        archivedNos: marked.isArchived ? [dispatchNo] : [],
      },
      view,
      this.clock.now(),
    );
    return entry && messageOf(owner, entry);
  }

  /** Asks again as long as dispatches or preferences change in between. */
  private async inbox(
    owner: InboxOwner,
  ): Promise<{ entries: readonly InboxEntry[]; view: Revised<CustomerView> }> {
    for (;;) {
      const messages = await this.store.gather(owner);
      const view = await this.views.of(owner, messages.revision);
      if (view.revision === messages.revision) {
        return { entries: inboxEntries(messages, view, this.clock.now()), view };
      }
    }
  }
}

const messageOf = ({ merchantId, userId }: InboxOwner, entry: InboxEntry): Message => {
  const { dispatch, dispatchNo, localeNo } = entry;
  const content = dispatch.contents[localeNo];
  if (!content) throw new Error(`the dispatch ${dispatchNo} has no content ${localeNo}`);
  const { locale, title, body } = content;
  return {
    messageId: messageIdOf(merchantId, userId, dispatchNo),
    eventId: dispatch.eventId,
    dispatchDate: dispatch.dispatchDate,
    kind: dispatch.kind,
    content: { title, body },
    locale,
    isRead: entry.isRead,
    isArchived: entry.isArchived,
    isLater: entry.isLater,
    createdAt: dispatch.openedAt,
  };
};
