import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from './plugin.js';
import { messagesPath as path, TestInbox } from './testing/test-inbox.js';

describe('what a customer does with messages', () => {
  let host: TestHost;
  let test: TestInbox;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    test = new TestInbox(host);
  });
  afterAll(() => host.stop());

  const call = (method: string, target: string, token: string) =>
    host.api.call(method, `${path}/${target}`, { token });
  const titles = async (token: string, query = '') =>
    (await test.items(token, query)).map(({ content }) => content.title);

  const delivered = async (...names: readonly string[]) => {
    const one = await test.customer();
    const eventId = randomUUID();
    for (const [index, title] of names.entries()) {
      await test.deliver([one.subject], {
        eventId,
        dispatchDate: `2026-11-0${index + 1}`,
        content: { en: { title, body: 'Come.' } },
      });
    }
    return { ...one, eventId, messages: await test.items(one.token) };
  };

  it('marks one message read and unread', async () => {
    const { token, messages } = await delivered('a', 'b');
    const id = messages[0]?.message_id;
    expect((await call('PUT', `${id}/read`, token)).body).toMatchObject({ is_read: true });
    expect(await titles(token, '?filter=unread')).toEqual(['a']);
    expect(await test.unread(token)).toEqual({ unread_count: 1, later_count: 0 });
    expect((await call('DELETE', `${id}/read`, token)).body).toMatchObject({ is_read: false });
    expect(await test.unread(token)).toEqual({ unread_count: 2, later_count: 0 });
  });

  it('keeps archived messages out of list and count, and puts them back as they were', async () => {
    const { token, messages } = await delivered('a', 'b');
    const id = messages[0]?.message_id;
    expect((await call('PUT', `${id}/archived`, token)).body).toMatchObject({
      is_archived: true,
      is_read: false,
    });
    expect(await titles(token)).toEqual(['a']);
    expect(await titles(token, '?filter=archived')).toEqual(['b']);
    expect(await test.unread(token)).toMatchObject({ unread_count: 1 });
    await call('DELETE', `${id}/archived`, token);
    expect(await titles(token)).toEqual(['b', 'a']);
    expect(await test.unread(token)).toMatchObject({ unread_count: 2 });
  });

  it('marks all as read but what is archived', async () => {
    const { token, messages } = await delivered('a', 'b', 'c');
    const id = messages[0]?.message_id;
    await call('PUT', `${id}/archived`, token);
    expect((await call('PUT', 'read', token)).body).toEqual({ marked_count: 2 });
    expect((await call('PUT', 'read', token)).body).toEqual({ marked_count: 0 });
    expect(await test.unread(token)).toMatchObject({ unread_count: 0 });
    await call('DELETE', `${id}/archived`, token);
    expect(await titles(token, '?filter=unread')).toEqual(['c']);
  });

  it('filters by event, page by page', async () => {
    const { subject, token, eventId } = await delivered('a', 'b', 'c');
    await test.deliver([subject], { content: { en: { title: 'other', body: 'x' } } });
    const first = await host.api.call('GET', `${path}?event_id=${eventId}&limit=2`, { token });
    expect(first.body.items).toHaveLength(2);
    const cursor = String(first.body.next_cursor);
    expect(await titles(token, `?event_id=${eventId}&limit=2&cursor=${cursor}`)).toEqual(['a']);
    expect(await titles(token, `?event_id=${randomUUID()}`)).toEqual([]);
    expect((await host.api.call('GET', `${path}?filter=none`, { token })).status).toBe(400);
  });

  it('refuses another customer’s message and one that nobody has', async () => {
    const { messages, token } = await delivered('a');
    const id = messages[0]?.message_id;
    const other = await test.customer();
    const elsewhere = await test.customer(undefined, randomUUID());
    for (const target of [`${id}/read`, `${id}/archived`]) {
      for (const method of ['PUT', 'DELETE']) {
        for (const foreign of [other, elsewhere]) {
          expect(await call(method, target, foreign.token)).toMatchObject({
            status: 404,
            body: { code: 'message-not-found' },
          });
        }
      }
    }
    const beyond = `ffffffff${String(id).slice(8)}`;
    expect((await call('PUT', `${beyond}/read`, token)).status).toBe(404);
    expect((await call('PUT', 'read', other.token)).body).toEqual({ marked_count: 0 });
    expect(await test.unread(token)).toMatchObject({ unread_count: 1 });
  });

  it('hides one merchant’s marks from another in SQL', async () => {
    const { subject, token } = await delivered('a');
    await call('PUT', 'read', token);
    const text = 'select 1 from inbox.message_state where user_id = $1';
    const seen = (merchantId?: string) =>
      queryAs(host.urls.application, text, [subject], merchantId);
    expect(await seen()).toEqual([]);
    expect(await seen(randomUUID())).toEqual([]);
    expect(await seen(host.merchantId)).toHaveLength(1);
    await expect(queryAs(host.urls.fanOut, text, [subject], host.merchantId)).rejects.toThrow(
      'permission denied',
    );
  });

  it('counts exactly while messages come, all is marked and the event is retracted and restored', async () => {
    const { subject, token } = await test.customer();
    const admin = await host.token();
    const events = Array.from({ length: 4 }, () => randomUUID());
    const days = ['01', '02', '03', '04', '05'].map((day) => `2026-10-${day}`);
    const coming = events.flatMap((eventId) =>
      days.map((dispatchDate) => () => test.deliver([subject], { eventId, dispatchDate })),
    );
    const turn = async (eventId: string) => {
      for (const what of ['retract', 'restore', 'retract', 'restore']) {
        await host.api.call('POST', `/api/inbox/v1/events/${eventId}/${what}`, { token: admin });
      }
    };
    const marking = async () => {
      for (let round = 0; round < 8; round += 1) {
        await call('PUT', 'read', token);
        const [message] = await test.items(token, '?filter=unread&limit=1');
        if (message) await call('PUT', `${message.message_id}/archived`, token);
      }
    };
    await Promise.all([
      marking(),
      ...events.map(async (eventId, index) => {
        for (const deliver of coming.slice(index * days.length, (index + 1) * days.length)) {
          await deliver();
        }
        await turn(eventId);
      }),
    ]);
    const recount = await queryAs<{ unread: number; all: number }>(
      host.urls.application,
      `select count(*)::int as all, (count(*) filter (where not is_read and not is_archived))::int as unread
       from inbox.customer_message where user_id = $1`,
      [subject],
      host.merchantId,
    );
    expect(recount).toEqual([{ all: 20, unread: (await test.unread(token)).unread_count }]);
    expect(await test.items(token, '?filter=unread&limit=100')).toHaveLength(
      recount[0]?.unread ?? -1,
    );
    const { body } = await call('PUT', 'read', token);
    expect(body.marked_count).toBe(recount[0]?.unread);
    expect(await test.unread(token)).toMatchObject({ unread_count: 0 });
  });
});
