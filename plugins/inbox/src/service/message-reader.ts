import { Clock, decodeCursor, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { z } from 'zod';
import {
  contentOf,
  type InboxEntry,
  inboxEntries,
  isShownBy,
  quietPeriodOf,
  unreadCountOf,
} from '../domain/inbox-list.js';
import type { InboxOwner } from '../domain/inbox-owner.js';
import type { Message, MessageFilter, MessageMark, UnreadCount } from '../domain/message.js';
import { type MessageKind, messageKinds } from '../domain/message-kind.js';
import type { Preferences } from '../domain/preferences.js';
import { CustomerInboxStore, type ViewOf } from '../store/customer-inbox-store.js';
import { DispatchDirectory, type Dispatches } from '../store/dispatch-directory.js';
import { messageIdsOf, readDispatchNo } from '../store/message-id.js';

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
    private readonly directory: DispatchDirectory,
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
    const idOf = messageIdsOf(owner);
    return {
      ...page,
      items: page.items.map((entry) => messageOf(idOf(entry.dispatchNo), entry)),
    };
  }

  /** @returns the count, and a revision that is another one when what the customer sees may be */
  async unreadCount(owner: InboxOwner): Promise<UnreadCount & { revision: string }> {
    const { entries, preferences, revision } = await this.inbox(owner);
    const quiet = quietPeriodOf(preferences, this.clock.now());
    return {
      ...unreadCountOf(entries, quiet?.until),
      revision: `${revision}:${preferences.version}`,
    };
  }

  /** What is unread in the list. @returns numbers of dispatches */
  async unreadNos(owner: InboxOwner): Promise<readonly number[]> {
    const { entries } = await this.inbox(owner);
    return entries
      .filter((entry) => isShownBy('unread', entry))
      .map(({ dispatchNo }) => dispatchNo);
  }

  /** The customer's preferences, and the kinds that there are to mute. */
  async preferences(owner: InboxOwner): Promise<[Preferences, readonly MessageKind[]]> {
    const { entries, preferences } = await this.inbox(owner);
    return [preferences, messageKinds(entries, preferences.mutedKinds)];
  }

  /** @returns the message with the mark; undefined when the customer has no such message, or it is retracted */
  async mark(
    owner: InboxOwner,
    messageId: string,
    mark: MessageMark,
  ): Promise<Message | undefined> {
    const dispatchNo = readDispatchNo(owner, messageId);
    const marked =
      dispatchNo === undefined ? undefined : await this.store.mark(owner, dispatchNo, mark);
    if (dispatchNo === undefined || !marked) return undefined;
    const { byNo } = await this.dispatches(owner, marked.revision);
    const [entry] = inboxEntries(
      {
        dispatchNos: [dispatchNo],
        localeNos: [marked.localeNo],
        readNos: marked.isRead ? [dispatchNo] : [],
        archivedNos: marked.isArchived ? [dispatchNo] : [],
      },
      { dispatches: byNo, preferences: marked.preferences },
      this.clock.now(),
    );
    return entry && messageOf(messageIdsOf(owner)(dispatchNo), entry);
  }

  /** What was gathered may be shown by later dispatches: those that it lacks are not in it, and those taken back are left out. */
  private async inbox(
    owner: InboxOwner,
  ): Promise<ViewOf & { readonly entries: readonly InboxEntry[] }> {
    const messages = await this.store.gather(owner);
    const { preferences, revision } = messages;
    const { byNo } = await this.dispatches(owner, revision);
    const entries = inboxEntries(messages, { dispatches: byNo, preferences }, this.clock.now());
    return { entries, preferences, revision };
  }

  /** Asks again where what was being loaded is from before. */
  private async dispatches(owner: InboxOwner, revision: number): Promise<Dispatches> {
    for (;;) {
      const dispatches = await this.directory.at(owner.merchantId, revision);
      if (dispatches.revision >= revision) return dispatches;
    }
  }
}

const messageOf = (messageId: string, entry: InboxEntry): Message => {
  const { dispatch } = entry;
  const { locale, title, body } = contentOf(entry);
  return {
    messageId,
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
