import { expect, test } from '@jest/globals';
import { eventDefaultsOf } from './event-defaults.js';
import { ownTimeZone } from './event-window.js';

const values = { default_timezone: 'UTC', default_dispatch_time: '09:00' };

test('a zone that the merchant chose comes before that of the browser', () => {
  const chosen = { default_timezone: 'Asia/Riyadh', default_dispatch_time: '18:30' };
  expect(eventDefaultsOf({ values: { ...values, ...chosen }, chosen })).toEqual({
    timezone: 'Asia/Riyadh',
    dispatchTime: '18:30',
  });
});

test('without a choice the zone is that of the browser, and the time the default', () => {
  expect(eventDefaultsOf({ values, chosen: {} })).toEqual({
    timezone: ownTimeZone(),
    dispatchTime: '09:00',
  });
});
