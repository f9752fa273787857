import { describe, expect, it } from '@jest/globals';
import {
  changedTexts,
  type DeliveredDay,
  isUneven,
  messagesOf,
  refreshAfter,
  sentLanguages,
  sentTexts,
  textsToCorrect,
  whereaboutsOf,
} from './delivered-event.js';

const text = (title: string) => ({ title, body: `${title}, today only.` });
const day = (date: string, content: DeliveredDay['content'], recipients: number | null = 10) => ({
  dispatch_date: date,
  recipients,
  content,
});

describe('what was delivered of an event', () => {
  const days = [
    day('2026-11-21', { en: text('Sale'), he: text('מבצע') }),
    day('2026-11-22', { en: text('Sale'), he: text('מבצע') }),
    day('2026-11-23', { en: text('Big sale') }),
    day('2026-11-24', { en: text('Sale') }),
  ];

  it('is told in the languages of its messages', () => {
    expect(sentLanguages(days)).toEqual(['en', 'he']);
    expect(sentLanguages([])).toEqual([]);
  });

  it('is one text over the days that follow each other with it, newest first', () => {
    expect(sentTexts(days, 'en')).toEqual([
      { ...text('Sale'), first: '2026-11-24', last: '2026-11-24' },
      { ...text('Big sale'), first: '2026-11-23', last: '2026-11-23' },
      { ...text('Sale'), first: '2026-11-21', last: '2026-11-22' },
    ]);
    expect(sentTexts(days, 'he')).toHaveLength(1);
    expect(sentTexts(days, 'ar')).toEqual([]);
  });

  it('is uneven in the languages whose days carry different texts', () => {
    expect(isUneven(days, 'en')).toBe(true);
    expect(isUneven(days, 'he')).toBe(false);
    expect(isUneven(days, 'ar')).toBe(false);
    const otherBody = { ...text('Sale'), body: 'Tomorrow.' };
    expect(
      isUneven(
        [day('2026-11-21', { en: text('Sale') }), day('2026-11-22', { en: otherBody })],
        'en',
      ),
    ).toBe(true);
  });

  it('is counted where every day is', () => {
    expect(messagesOf(days)).toBe(40);
    expect(messagesOf([...days, day('2026-11-25', {}, null)])).toBeNull();
    expect(messagesOf([])).toBe(0);
  });

  const event = { event_id: 'x', retracted_at: null };
  const begun = [day('2026-11-21', {}, 0)];

  it('is in the inboxes once there is a message, or may be one', () => {
    expect(whereaboutsOf({ ...event, days })).toBe('inInboxes');
    expect(whereaboutsOf({ ...event, days: begun })).toBeUndefined();
    expect(whereaboutsOf({ ...event, days: [day('2026-11-21', {}, null)] })).toBe('inInboxes');
    const retracted = { ...event, retracted_at: '2026-11-21T12:00:00Z', days: begun };
    expect(whereaboutsOf(retracted)).toBe('retracted');
  });

  it('is looked at again, sooner at first while there is nothing: what is delivered may become more', () => {
    expect(refreshAfter({ ...event, days: [] }, 14)).toBe(1_000);
    expect(refreshAfter({ ...event, days: begun }, 14)).toBe(1_000);
    expect(refreshAfter({ ...event, days: [] }, 15)).toBe(5_000);
    expect(refreshAfter({ ...event, days }, 1)).toBe(5_000);
    expect(refreshAfter(undefined, 0)).toBe(false);
  });
});

describe('a correction', () => {
  const even = [
    day('2026-11-21', { en: text('Sale'), ar: text('تخفيضات') }),
    day('2026-11-22', { en: text('Sale') }),
  ];
  const uneven = [...even, day('2026-11-23', { en: text('Big sale') })];

  it('starts from what was sent last in each language', () => {
    expect(textsToCorrect(uneven)).toEqual({ en: text('Big sale'), ar: text('تخفيضات') });
  });

  it('sends what was changed, and nothing else', () => {
    const initial = textsToCorrect(even);
    expect(changedTexts(even, initial)).toEqual({});
    const draft = { ...initial, en: { ...text('Sale'), body: 'Tomorrow.' } };
    expect(changedTexts(even, draft)).toEqual({ en: { title: 'Sale', body: 'Tomorrow.' } });
  });

  it('gives the days of an uneven language one text, though it is the newest as it was', () => {
    const initial = textsToCorrect(uneven);
    expect(changedTexts(uneven, initial)).toEqual({ en: text('Big sale') });
    const draft = { ...initial, ar: text('تخفيضات كبرى') };
    expect(changedTexts(uneven, draft)).toEqual({
      en: text('Big sale'),
      ar: text('تخفيضات كبرى'),
    });
  });
});
