import { expect, test } from '@jest/globals';
import { changeNotes } from './change-notes.js';

const event = {
  start_datetime: '2026-11-20T00:00:00Z',
  end_datetime: '2026-11-25T00:00:00Z',
  timezone: 'UTC',
  dispatch_time: '18:00',
};
const now = Date.parse('2026-11-21T12:00:00Z');
const notesOn = (changes: Partial<typeof event>) =>
  changeNotes(event, { ...event, ...changes }, now);

test('other texts need no further word', () => {
  expect(notesOn({})).toEqual([]);
});

test('an end that moves is said, and that one in the past ends the event', () => {
  expect(notesOn({ end_datetime: '2026-11-23T00:00:00Z' })).toEqual(['endsEarlier']);
  expect(notesOn({ end_datetime: '2026-11-28T00:00:00Z' })).toEqual(['endsLater']);
  expect(notesOn({ end_datetime: '2026-11-21T12:00:00Z' })).toEqual(['endsNow']);
});

test('a dispatch time that has passed by now is said', () => {
  expect(notesOn({ dispatch_time: '09:00' })).toEqual(['atOnce']);
  expect(notesOn({ dispatch_time: '19:00' })).toEqual([]);
});
