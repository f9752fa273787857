import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { definePlugin } from '@promenade/core';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import scheduling from '../plugin.js';
import { EventCalendar } from './event-calendar.js';
import { EventTimers } from './event-timers.js';

let host: TestHost;
beforeAll(async () => {
  // Without its job, which would wake the timers each minute.
  const { contributes, ...spec } = scheduling.spec;
  const plugin = definePlugin({ ...spec, contributes: { ...contributes, jobs: [] } });
  host = await createTestHost({ plugins: [plugin] });
});
afterAll(() => host?.stop());

const flip = (enabled: boolean) =>
  host.directory.switch(host.merchantId, { pluginId: 'scheduling', enabled, by: 'test' });
const days = () =>
  queryAs(
    host.urls.application,
    'select dispatch_date from scheduling.dispatch_day',
    [],
    host.merchantId,
  );

test('the timers of a merchant who switches scheduling on again wake at once', async () => {
  await flip(false);
  const calendar = host.started[0]?.scope.get(EventCalendar);
  if (!calendar) throw new Error('scheduling did not start');
  const now = Date.now();
  const { eventId, version } = await calendar.create(host.merchantId, {
    title: 'Spring',
    description: null,
    promotionPackage: 'spring',
    start: new Date(now - 86_400_000),
    end: new Date(now + 86_400_000),
    timezone: 'UTC',
    dispatchTime: '00:00',
    content: { en: { title: 'Spring', body: 'Spring' } },
    audience: { kind: 'everyone' },
  });
  await calendar.publish(host.merchantId, eventId, version);
  // The consumer skips the event of a merchant who has the plugin off.
  await eventually(async () => {
    const metrics = await (await fetch(`${host.baseUrl}/metrics`)).text();
    expect(metrics).toMatch(/promenade_events_skipped_total\{.*\} 1/);
  });
  expect(await days()).toEqual([]);
  await flip(true);
  await eventually(async () => expect(await days()).toHaveLength(1));
});

test('a reconciliation ends when its host stops', async () => {
  const timers = host.started[0]?.scope.get(EventTimers);
  await expect(timers?.reconcile(AbortSignal.abort(new Error('the host stops')))).rejects.toThrow(
    'the host stops',
  );
});
