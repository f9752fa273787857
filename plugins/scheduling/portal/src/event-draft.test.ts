import { expect, test } from '@jest/globals';
import { draftOf, emptyDraft, inputOf } from './event-draft.js';
import type { EventInput, PromotionEvent } from './promotion-event.js';

const input: EventInput = {
  title: 'Winter sale',
  description: null,
  promotion_package: 'winter-2026',
  start_datetime: '2026-11-21T07:00:00Z',
  end_datetime: '2026-11-25T21:59:00Z',
  timezone: 'Asia/Jerusalem',
  dispatch_time: '10:30',
  audience: { kind: 'locales', locales: ['he'] },
  content: { he: { title: 'מבצע', body: 'הכול בהנחה' } },
};

const event: PromotionEvent = {
  ...input,
  event_id: '0193',
  status: 'DRAFT',
  version: 1,
  published_at: null,
  created_at: '2026-11-01T00:00:00Z',
  updated_at: '2026-11-01T00:00:00Z',
};

test('what was read is what is sent when nothing is edited', () => {
  expect(inputOf(draftOf(event))).toEqual(input);
});

test('times are shown in the zone of the event', () => {
  expect(draftOf(event)).toMatchObject({ start: '2026-11-21T09:00', end: '2026-11-25T23:59' });
});

test('a half-written language is sent for the server to refuse; an empty one is not', () => {
  const draft = emptyDraft(
    { start: '2026-11-21T00:00', end: '2026-11-21T23:59' },
    { timezone: 'UTC', dispatchTime: '09:00' },
  );
  draft.content.ar = { title: 'عرض', body: ' ' };
  expect(inputOf(draft).content).toEqual({ ar: { title: 'عرض', body: '' } });
});
