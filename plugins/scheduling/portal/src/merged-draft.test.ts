import { expect, test } from '@jest/globals';
import { emptyDraft } from './event-draft.js';
import { mergedDraft } from './merged-draft.js';

const loaded = emptyDraft(
  { start: '2026-11-21T00:00', end: '2026-11-21T23:59' },
  { timezone: 'UTC', dispatchTime: '09:00' },
);
const hello = { title: 'Hello', body: 'Hello' };
const shalom = { title: 'שלום', body: 'שלום' };

test('what was typed stays, and the rest becomes as it is now', () => {
  const typed = { ...loaded, title: 'Mine', content: { ...loaded.content, en: hello } };
  const current = {
    ...loaded,
    title: 'Theirs',
    dispatchTime: '10:00',
    content: { ...loaded.content, he: shalom },
  };
  expect(mergedDraft(loaded, typed, current)).toEqual({
    ...current,
    title: 'Mine',
    content: { ...current.content, en: hello },
  });
});

test('a form in which nothing was typed becomes what is there now', () => {
  const current = { ...loaded, title: 'Theirs' };
  expect(mergedDraft(loaded, loaded, current)).toEqual(current);
});
