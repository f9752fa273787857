import type { Dispatch } from './dispatch.js';
import type { MessageFilter, UnreadCount } from './message.js';
import type { LocalizedContent } from './message-content.js';
import type { Preferences } from './preferences.js';
import { type QuietPeriod, quietPeriodAt } from './quiet-hours.js';

/** What the database has of a customer's messages; the first two lists belong together, place by place. */
export interface CustomerMessages {
  readonly dispatchNos: readonly number[];
  readonly localeNos: readonly number[];
  readonly readNos: readonly number[];
  readonly archivedNos: readonly number[];
}

/** What a customer's messages are read with. */
export interface CustomerView {
  readonly dispatches: ReadonlyMap<number, Dispatch>;
  readonly preferences: Preferences;
}

/** A message in the inbox: none is retracted. */
export interface InboxEntry {
  readonly dispatchNo: number;
  readonly localeNo: number;
  readonly dispatch: Dispatch;
  readonly isRead: boolean;
  readonly isArchived: boolean;
  readonly isMuted: boolean;
  readonly isLater: boolean;
}

/** Newest first: what the customer has, but what is retracted or of a day that is dropped. */
export const inboxEntries = (
  { dispatchNos, localeNos, readNos, archivedNos }: CustomerMessages,
  { dispatches, preferences }: CustomerView,
  now: Date,
): readonly InboxEntry[] => {
  const [read, archived] = [new Set(readNos), new Set(archivedNos)];
  const quiet = quietPeriodOf(preferences, now);
  return dispatchNos
    .flatMap((dispatchNo, place) => {
      const dispatch = dispatches.get(dispatchNo);
      if (!dispatch || dispatch.isRetracted) return [];
      return {
        dispatchNo,
        localeNo: localeNos[place] ?? 0,
        dispatch,
        isRead: read.has(dispatchNo),
        isArchived: archived.has(dispatchNo),
        isMuted: preferences.mutedKinds.includes(dispatch.kind),
        isLater: isWithin(quiet, dispatch),
      };
    })
    .toSorted((a, b) => b.dispatchNo - a.dispatchNo);
};

/** What the customer reads, in the language of the message. */
export const contentOf = ({ dispatch, dispatchNo, localeNo }: InboxEntry): LocalizedContent => {
  const content = dispatch.contents[localeNo];
  if (!content) throw new Error(`the dispatch ${dispatchNo} has no content ${localeNo}`);
  return content;
};

export const quietPeriodOf = ({ quietHours }: Preferences, now: Date): QuietPeriod | undefined =>
  quietHours && quietPeriodAt(quietHours, now);

/** Whether messages of the dispatch came within the quiet hours that last. */
const isWithin = (quiet: QuietPeriod | undefined, { openedAt }: Dispatch): boolean =>
  quiet !== undefined && openedAt >= quiet.since;

/** Whether a filter shows a message; without one, what is neither archived nor muted. */
export const isShownBy = (
  filter: MessageFilter | undefined,
  { isRead, isArchived, isMuted }: InboxEntry,
): boolean => {
  if (filter === 'archived') return isArchived;
  if (filter === 'muted') return isMuted && !isArchived;
  return !isArchived && !isMuted && !(filter === 'unread' && isRead);
};

/** How many of the messages wait. @param laterUntil when the quiet hours that last are over */
export const unreadCountOf = (
  entries: readonly InboxEntry[],
  laterUntil: Date | undefined,
): UnreadCount => {
  const waiting = entries.filter((entry) => isShownBy('unread', entry));
  const later = waiting.filter(({ isLater }) => isLater).length;
  return { unread: waiting.length - later, later, laterUntil };
};
