import { expect, test } from '@jest/globals';
import { supportedLocales } from '@promenade/core';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { demoEvent } from './demo-event.js';
import { demoTiers } from './demo-tiers.js';

test('its window is open and the dispatch time of its first day has come, whenever it is made', () => {
  const time = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(time, (now) => {
      const event = demoEvent(now);
      expect(new Date(event.start_datetime).getTime()).toBeLessThanOrEqual(now.getTime());
      expect(new Date(event.end_datetime).getTime()).toBeGreaterThan(now.getTime());
      const dispatch = Temporal.Instant.from(event.start_datetime)
        .toZonedDateTimeISO(event.timezone)
        .withPlainTime(event.dispatch_time);
      expect(dispatch.epochMilliseconds).toBeLessThanOrEqual(now.getTime());
    }),
  );
});

test('speaks every language', () => {
  expect(Object.keys(demoEvent(new Date()).content)).toEqual([...supportedLocales]);
  for (const { locale, translations } of demoTiers) {
    expect([locale, ...Object.keys(translations)]).toEqual([...supportedLocales]);
  }
});
