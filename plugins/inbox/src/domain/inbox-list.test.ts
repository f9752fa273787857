import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type InboxEntry, inboxEntries, isShownBy, unreadCountOf } from './inbox-list.js';
import { noPreferences } from './preferences.js';

const now = new Date('2026-11-21T12:00:00Z');
const dispatch = (kind: string, isRetracted = false, openedAt = now) => ({
  eventId: 'e',
  dispatchDate: '2026-11-21',
  kind,
  openedAt,
  isRetracted,
  contents: [],
});
const messages = (given: Partial<Record<'dispatchNos' | 'readNos' | 'archivedNos', number[]>>) => ({
  dispatchNos: [],
  localeNos: [],
  readNos: [],
  archivedNos: [],
  ...given,
});

describe('the messages of a customer', () => {
  const dispatches = new Map([
    [1, dispatch('spring')],
    [2, dispatch('autumn')],
    [3, dispatch('spring', true)],
  ]);
  const view = { dispatches, preferences: { ...noPreferences, mutedKinds: ['autumn'] } };

  it('are newest first, without what is retracted or unknown, each with its marks', () => {
    const entries = inboxEntries(
      { dispatchNos: [2, 1, 3, 4], localeNos: [7, 8, 9, 0], readNos: [1, 9], archivedNos: [2] },
      view,
      now,
    );
    expect(entries).toMatchObject([
      { dispatchNo: 2, localeNo: 7, isRead: false, isArchived: true, isMuted: true },
      { dispatchNo: 1, localeNo: 8, isRead: true, isArchived: false, isMuted: false },
    ]);
  });

  it('count as later that came within the quiet hours that last', () => {
    const quietHours = { from: '11:00', until: '13:00', timezone: 'UTC' };
    const before = new Date('2026-11-21T10:59:59Z');
    const entries = inboxEntries(
      messages({ dispatchNos: [1, 2] }),
      {
        dispatches: new Map([
          [1, dispatch('spring', false, before)],
          [2, dispatch('spring')],
        ]),
        preferences: { ...noPreferences, quietHours },
      },
      now,
    );
    expect(unreadCountOf(entries, undefined)).toMatchObject({ unread: 1, later: 1 });
  });
});

describe('filters', () => {
  const entry = fc.record({
    dispatchNo: fc.nat(),
    localeNo: fc.constant(0),
    dispatch: fc.constant(dispatch('spring')),
    isRead: fc.boolean(),
    isArchived: fc.boolean(),
    isMuted: fc.boolean(),
    isLater: fc.boolean(),
  });

  it('show each message in exactly one of list, archive and muted', () => {
    fc.assert(
      fc.property(entry, (one: InboxEntry) => {
        const shown = [undefined, 'archived' as const, 'muted' as const];
        expect(shown.filter((filter) => isShownBy(filter, one))).toHaveLength(1);
      }),
    );
  });

  it('count what `unread` lists', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries: InboxEntry[]) => {
        const { unread, later } = unreadCountOf(entries, undefined);
        expect(unread + later).toBe(entries.filter((one) => isShownBy('unread', one)).length);
        expect(entries.filter((one) => isShownBy('unread', one))).toEqual(
          entries.filter((one) => isShownBy(undefined, one) && !one.isRead),
        );
      }),
    );
  });
});
