import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, FakeClock, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from './plugin.js';
import { messagesPath, TestInbox } from './testing/test-inbox.js';

const path = '/api/inbox/v1/preferences';

/** `HH:MM` in UTC, some minutes from a time. */
const clockTime = (time: Date, minutes: number): string =>
  new Date(time.getTime() + minutes * 60_000).toISOString().slice(11, 16);

describe('a customer’s preferences', () => {
  let host: TestHost;
  let test: TestInbox;
  // What is delivered gets the database's time, so the clock begins with the real one.
  const started = new Date();
  const clock = new FakeClock(started);

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], clock, roles: ['http'] });
    test = new TestInbox(host);
  });
  afterAll(() => host.stop());

  const put = (token: string, version: number, body: object) =>
    host.api.call('PUT', path, {
      token,
      body: { muted_kinds: [], quiet_hours: null, ...body },
      headers: { 'if-match': `"${version}"` },
    });
  const titles = async (token: string, query = '') =>
    (await test.items(token, query)).map(({ content }) => content.title);

  it('mutes a kind: out of list and count, under its own filter, and back', async () => {
    const { subject, token } = await test.customer();
    const message = (kind: string) => ({ kind, content: { en: { title: kind, body: 'x' } } });
    await test.deliver([subject], message('spring'));
    await test.deliver([subject], message('autumn'));
    const { body, headers } = await host.api.call('GET', path, { token });
    expect(body).toEqual({
      version: 0,
      muted_kinds: [],
      quiet_hours: null,
      kinds: [
        { kind: 'autumn', newest_title: 'autumn' },
        { kind: 'spring', newest_title: 'spring' },
      ],
    });
    expect(headers.get('etag')).toBe('"0"');
    expect((await put(token, 0, { muted_kinds: ['spring'] })).body).toMatchObject({ version: 1 });
    expect(await titles(token)).toEqual(['autumn']);
    expect(await titles(token, '?filter=muted')).toEqual(['spring']);
    expect(await test.unread(token)).toMatchObject({ unread_count: 1 });
    await host.api.call('PUT', `${messagesPath}/read`, { token });
    await put(token, 1, {});
    expect(await titles(token, '?filter=unread')).toEqual(['spring']);
  });

  it('shows each kind by the title of the customer’s newest message of it, as its list does', async () => {
    const { subject, token } = await test.customer();
    const kinds = async () => (await host.api.call('GET', path, { token })).body.kinds;
    const message = (kind: string, ar: string) => ({
      kind,
      eventId: randomUUID(),
      content: { ar: { title: ar, body: 'x' }, en: { title: `${ar} in English`, body: 'x' } },
    });
    const [first, second] = [message('spring', 'الربيع'), message('spring', 'آخر الربيع')];
    await test.deliver([subject], first);
    await test.deliver([subject], second);
    await test.deliver([randomUUID()], message('spring', 'لغيره'));
    await test.deliver([randomUUID()], message('secret', 'سر'));
    await test.deliver([subject], {
      ...message('spring', 'لدى تاجر آخر'),
      merchantId: randomUUID(),
    });
    const admin = await host.token({ roles: ['merchant-admin'] });
    const act = (method: 'POST' | 'PUT', eventId: string, action: string, body?: object) =>
      host.api.call(method, `/api/inbox/v1/events/${eventId}/${action}`, { token: admin, body });

    expect(await kinds()).toEqual([{ kind: 'spring', newest_title: 'آخر الربيع' }]);
    expect(await titles(token)).toEqual(['آخر الربيع', 'الربيع']);
    await act('PUT', second.eventId, 'content', { content: { ar: { title: 'صُحّح', body: 'x' } } });
    expect(await kinds()).toEqual([{ kind: 'spring', newest_title: 'صُحّح' }]);
    await act('POST', second.eventId, 'retract');
    expect(await kinds()).toEqual([{ kind: 'spring', newest_title: 'الربيع' }]);
    await act('POST', first.eventId, 'retract');
    expect(await kinds()).toEqual([]);
    const { body } = await put(token, 0, { muted_kinds: ['spring'] });
    expect(body.kinds).toEqual([{ kind: 'spring', newest_title: null }]);
  });

  it('counts what came in quiet hours when they are over', async () => {
    const { subject, token } = await test.customer();
    const hours = { from: clockTime(started, -60), until: clockTime(started, 60), timezone: 'UTC' };
    await put(token, 0, { quiet_hours: hours });
    await test.deliver([subject]);
    expect(await test.unread(token)).toEqual({ unread_count: 0, later_count: 1 });
    expect(await test.items(token)).toMatchObject([{ is_later: true, is_read: false }]);
    clock.set(new Date(started.getTime() + 61 * 60_000));
    expect(await test.unread(token)).toEqual({ unread_count: 1, later_count: 0 });
    expect(await test.items(token)).toMatchObject([{ is_later: false }]);
    clock.set(started);
  });

  it('refuses what makes no sense, and a change of an older version', async () => {
    const { token } = await test.customer();
    const fault = async (quiet_hours: object) => {
      const { status, body } = await put(token, 0, { quiet_hours });
      const [first] = body.errors as unknown as { path: string; code: string }[];
      return [status, first?.path, first?.code];
    };
    const hours = { from: '22:00', until: '07:00', timezone: 'Asia/Jerusalem' };
    expect(await fault({ ...hours, until: '22:00' })).toEqual([
      400,
      '/quiet_hours/until',
      'quiet-hours-empty',
    ]);
    expect(await fault({ ...hours, timezone: 'Mars' })).toEqual([
      400,
      '/quiet_hours/timezone',
      'unknown-timezone',
    ]);
    expect((await put(token, 3, {})).status).toBe(412);
    expect((await put(token, 0, { quiet_hours: hours })).status).toBe(200);
    expect((await put(token, 0, {})).status).toBe(412);
    const answers = await Promise.all([put(token, 1, {}), put(token, 1, {})]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '412']);
  });

  it('are each customer’s and each merchant’s own, in SQL too', async () => {
    const { subject, token } = await test.customer();
    await put(token, 0, { muted_kinds: ['spring'] });
    for (const merchantId of [host.merchantId, randomUUID()]) {
      const foreign = await test.customer(
        merchantId === host.merchantId ? randomUUID() : subject,
        merchantId,
      );
      const { body } = await host.api.call('GET', path, { token: foreign.token });
      expect(body.muted_kinds).toEqual([]);
    }
    const text = 'select 1 from inbox.preference where user_id = $1';
    const seen = (url: string, merchantId?: string) => queryAs(url, text, [subject], merchantId);
    expect(await seen(host.urls.application, randomUUID())).toEqual([]);
    expect(await seen(host.urls.application, host.merchantId)).toHaveLength(1);
    await expect(seen(host.urls.fanOut, host.merchantId)).rejects.toThrow('permission denied');
    await expect(seen(host.urls.relay, host.merchantId)).rejects.toThrow('permission denied');
  });
});
