import { expect, test } from '@jest/globals';
import { addressOf, changedParams } from './calendar-address.js';

const nothing = { view: null, date: null, status: null, search: '', eventId: null };

test('an address says month, filter and opened event, and nothing that cannot be shown', () => {
  expect(addressOf(new URLSearchParams())).toEqual(nothing);
  expect(
    addressOf(new URLSearchParams('view=week&date=2028-02-29&status=DRAFT&q=sale&event=0193')),
  ).toEqual({
    view: 'week',
    date: '2028-02-29',
    status: 'DRAFT',
    search: 'sale',
    eventId: '0193',
  });
  for (const odd of ['view=year', 'date=2026-02-30', 'date=soon', 'status=GONE', 'event=']) {
    expect(addressOf(new URLSearchParams(odd))).toEqual(nothing);
  }
});

test('a change leaves the rest, and takes out what is empty', () => {
  const before = new URLSearchParams('ref=mail&view=week&q=sale&event=0193');
  const after = changedParams(before, { eventId: null, search: '', date: '2026-12-01' });
  expect(after.toString()).toBe('ref=mail&view=week&date=2026-12-01');
});
