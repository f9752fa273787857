import { expect, it } from '@jest/globals';
import { inboxEntries } from './inbox-list.js';
import { messageKinds } from './message-kind.js';
import { noPreferences } from './preferences.js';

const openedAt = new Date('2026-11-21T12:00:00Z');
const dispatch = (kind: string, isRetracted = false) => ({
  eventId: 'e',
  dispatchDate: '2026-11-21',
  kind,
  openedAt,
  isRetracted,
  contents: ['ar', 'en'].map((locale) => ({ locale, title: `${kind} in ${locale}`, body: 'x' })),
});

it('names each kind by its newest message that is not retracted, in the language of that message', () => {
  const dispatches = new Map([
    [1, dispatch('spring')],
    [2, dispatch('autumn')],
    [3, dispatch('spring')],
    [4, dispatch('autumn', true)],
    [5, dispatch('')],
  ]);
  const entries = inboxEntries(
    { dispatchNos: [1, 2, 3, 4, 5], localeNos: [1, 1, 0, 0, 0], readNos: [], archivedNos: [2] },
    { dispatches, preferences: noPreferences },
    openedAt,
  );
  expect(messageKinds(entries, ['winter', 'spring'])).toEqual([
    { kind: 'autumn', newestTitle: 'autumn in en' },
    { kind: 'spring', newestTitle: 'spring in ar' },
    { kind: 'winter', newestTitle: undefined },
  ]);
});
