import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, queryAs, type TestHost } from '@promenade/core/testing';
import inbox from './plugin.js';
import { messagesPath as path, TestInbox } from './testing/test-inbox.js';

describe('a customer’s inbox', () => {
  let host: TestHost;
  let test: TestInbox;
  const deliver: TestInbox['deliver'] = (...given) => test.deliver(...given);
  const customer = (subject?: string) => test.customer(subject);
  const items: TestInbox['items'] = (...given) => test.items(...given);

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    test = new TestInbox(host);
  });
  afterAll(() => host.stop());

  it('lists messages newest first, in pages', async () => {
    const { subject, token } = await customer();
    for (const day of ['01', '02', '03'])
      await deliver([subject], { dispatchDate: `2026-12-${day}` });
    const first = await host.api.call('GET', `${path}?limit=2`, { token });
    const titles = (list: unknown): string[] =>
      (list as readonly { content: { title: string } }[]).map(({ content }) => content.title);
    expect(titles(first.body.items)).toEqual(['Offer of 2026-12-03', 'Offer of 2026-12-02']);
    const rest = await host.api.call(
      'GET',
      `${path}?limit=2&cursor=${String(first.body.next_cursor)}`,
      { token },
    );
    expect(titles(rest.body.items)).toEqual(['Offer of 2026-12-01']);
    expect(rest.body.next_cursor).toBeNull();
  });

  it('counts unread messages down as they are read, each once', async () => {
    const { subject, token } = await customer();
    await deliver([subject]);
    await deliver([subject]);
    const unread = async () =>
      (await host.api.call('GET', `${path}/unread-count`, { token })).body.unread_count;
    expect(await unread()).toBe(2);
    const [message] = await items(token);
    const target = `${path}/${message?.message_id}/read`;
    expect(await host.api.call('PUT', target, { token })).toMatchObject({
      status: 200,
      body: { is_read: true },
    });
    expect((await host.api.call('PUT', target, { token })).status).toBe(200);
    expect(await unread()).toBe(1);
  });

  it('keeps the first message when one is delivered again', async () => {
    const { subject, token } = await customer();
    const eventId = randomUUID();
    await deliver([subject], { eventId });
    const [before] = await items(token);
    await host.api.call('PUT', `${path}/${before?.message_id}/read`, { token });
    const neighbour = await customer();
    await deliver([subject, neighbour.subject], { eventId });
    expect(await items(token)).toEqual([{ ...before, is_read: true }]);
    expect(await items(neighbour.token)).toHaveLength(1);
  });

  it('gives ids that are UUIDs of version 8, order by dispatch, and are those of the view', async () => {
    const { subject, token } = await customer();
    await deliver([subject]);
    await deliver([subject]);
    const ids = (await items(token)).map(({ message_id }) => message_id);
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(ids).toEqual(ids.toSorted().toReversed());
    const rows = await queryAs<{ message_id: string }>(
      host.urls.application,
      'select message_id from inbox.customer_message where user_id = $1 order by message_id desc',
      [subject],
      host.merchantId,
    );
    expect(rows.map(({ message_id }) => message_id)).toEqual(ids);
  });

  it('hides one customer’s messages from another', async () => {
    const owner = await customer();
    const other = await customer();
    await deliver([owner.subject]);
    const [message] = await items(owner.token);
    expect(await items(other.token)).toEqual([]);
    const answer = await host.api.call('PUT', `${path}/${message?.message_id}/read`, {
      token: other.token,
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'message-not-found' } });
    expect((await items(owner.token))[0]?.is_read).toBe(false);
  });

  it('hides one merchant’s messages from another, in the API and in SQL', async () => {
    const { subject } = await customer();
    await deliver([subject]);
    const elsewhere = randomUUID();
    const token = await host.token({ subject, roles: ['customer'], merchantId: elsewhere });
    expect(await items(token)).toEqual([]);
    const visible = 'select 1 from inbox.message';
    expect(await queryAs(host.urls.application, visible)).toEqual([]);
    expect(await queryAs(host.urls.application, visible, [], elsewhere)).toEqual([]);
    expect(await queryAs(host.urls.application, visible, [], host.merchantId)).not.toEqual([]);
    const foreign = `insert into inbox.message (merchant_id, user_id, dispatch_no, bucket, locale_no)
      select $1, $2, inbox.first_no('2026-11-21'), 0, 0`;
    const values = [host.merchantId, randomUUID()];
    await expect(queryAs(host.urls.application, foreign, values, elsewhere)).rejects.toThrow(
      'row-level security',
    );
    await expect(queryAs(host.urls.fanOut, foreign, values, elsewhere)).rejects.toThrow(
      'permission denied',
    );
    await expect(queryAs(host.urls.fanOut, visible, [], host.merchantId)).rejects.toThrow(
      'permission denied',
    );
    const nobodys = `insert into inbox.message (user_id, dispatch_no, bucket, locale_no)
      select $1, inbox.first_no('2026-11-21'), 0, 0`;
    await expect(queryAs(host.urls.fanOut, nobodys, [randomUUID()])).rejects.toThrow('null value');
    await expect(queryAs(host.urls.relay, visible)).rejects.toThrow('permission denied');
  });

  it('is for customers only', async () => {
    const admin = await host.token();
    expect(await host.api.call('GET', path, { token: admin })).toMatchObject({
      status: 403,
      body: { code: 'permission-denied' },
    });
    const token = await host.token({ subject: 'not-a-uuid', roles: ['customer'] });
    expect(await host.api.call('GET', path, { token })).toMatchObject({
      status: 403,
      body: { code: 'customer-required' },
    });
  });

  it('is gone while the plugin is off, and back with its data', async () => {
    const merchantId = randomUUID();
    const subject = randomUUID();
    await deliver([subject], { merchantId });
    const token = await host.token({ subject, roles: ['customer'], merchantId });
    await host.directory.switch(merchantId, { pluginId: 'inbox', enabled: false, by: 'test' });
    expect(await host.api.call('GET', path, { token })).toMatchObject({
      status: 404,
      body: { code: 'plugin-not-enabled' },
    });
    const { token: neighbour } = await customer();
    expect((await host.api.call('GET', path, { token: neighbour })).status).toBe(200);
    await host.directory.switch(merchantId, { pluginId: 'inbox', enabled: true, by: 'test' });
    expect(await items(token)).toHaveLength(1);
  });
});
