import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, EventStream, eventually, type TestHost } from '@promenade/core/testing';
import inbox from './plugin.js';
import { messagesPath as path, TestInbox } from './testing/test-inbox.js';

describe('the live unread count', () => {
  let host: TestHost;
  let other: TestHost;
  let test: TestInbox;
  const open: EventStream[] = [];

  beforeAll(async () => {
    const config = { inbox: { streams_per_customer: 2 } };
    host = await createTestHost({ plugins: [inbox], config, roles: ['http'] });
    other = await createTestHost({ plugins: [inbox], config, urls: host.urls, roles: ['http'] });
    test = new TestInbox(host);
  });
  afterEach(() => {
    for (const stream of open.splice(0)) stream.close();
  });
  afterAll(async () => {
    await other.stop();
    await host.stop();
  });

  const follow = async (at: TestHost, subject: string, merchantId = host.merchantId) => {
    const token = await at.identity.token({ merchantId, subject, roles: ['customer'] });
    const stream = await EventStream.open(`${at.baseUrl}${path}/stream`, token);
    open.push(stream);
    return stream;
  };
  const shows = (stream: EventStream, unread_count: number) =>
    eventually(() => expect(stream.latest).toMatchObject({ unread_count }));

  it('comes at once, and follows messages, marks and retraction on every host', async () => {
    const { subject, token } = await test.customer();
    const eventId = randomUUID();
    await test.deliver([subject]);
    const streams = [await follow(host, subject), await follow(other, subject)];
    const allShow = (count: number) => Promise.all(streams.map((one) => shows(one, count)));
    await allShow(1);
    await test.deliver([subject], { eventId });
    await allShow(2);
    await host.api.call('POST', `/api/inbox/v1/events/${eventId}/retract`, {
      token: await host.token(),
    });
    await allShow(1);
    await host.api.call('PUT', `${path}/read`, { token });
    await allShow(0);
    const counts = streams.map(({ latest }) => latest);
    expect(counts).toEqual([{ unread_count: 0, later_count: 0 }, counts[0]]);
  });

  it('tells of a change that leaves the count as it is, so that lists follow', async () => {
    const { subject, token } = await test.customer();
    await test.deliver([subject]);
    await host.api.call('PUT', `${path}/read`, { token });
    const stream = await follow(other, subject);
    await shows(stream, 0);
    const told = stream.events.length;
    const [message] = await test.items(token);
    await host.api.call('PUT', `${path}/${message?.message_id}/archived`, { token });
    await eventually(() => expect(stream.events.length).toBeGreaterThan(told));
  });

  it('follows preferences on every host: a kind that is muted is not counted', async () => {
    const { subject, token } = await test.customer();
    await test.deliver([subject], { kind: 'spring' });
    await test.deliver([subject], { kind: 'autumn' });
    const stream = await follow(other, subject);
    await shows(stream, 2);
    const mute = (version: number, muted_kinds: readonly string[]) =>
      host.api.call('PUT', '/api/inbox/v1/preferences', {
        token,
        body: { muted_kinds, quiet_hours: null },
        headers: { 'if-match': `"${version}"` },
      });
    expect((await mute(0, ['spring'])).status).toBe(200);
    await shows(stream, 1);
    expect((await mute(1, [])).status).toBe(200);
    await shows(stream, 2);
  });

  it('tells nobody else', async () => {
    const mine = await test.customer();
    const stranger = await follow(host, mine.subject, randomUUID());
    const neighbour = await follow(host, randomUUID());
    const stream = await follow(host, mine.subject);
    await Promise.all([shows(stranger, 0), shows(neighbour, 0), shows(stream, 0)]);
    await test.deliver([mine.subject]);
    await shows(stream, 1);
    await host.api.call('PUT', `${path}/read`, { token: mine.token });
    await shows(stream, 0);
    expect(stranger.events).toHaveLength(1);
    // The neighbour hears that the merchant dispatched something, never of another's messages.
    for (const { data } of neighbour.events) expect(data).toMatchObject({ unread_count: 0 });
  });

  it('tells at most once a second, whatever happens', async () => {
    const { subject } = await test.customer();
    const stream = await follow(host, subject);
    await shows(stream, 0);
    const started = performance.now();
    for (let count = 0; count < 20; count += 1) await test.deliver([subject]);
    await shows(stream, 20);
    const seconds = (performance.now() - started) / 1_000;
    expect(stream.events.length).toBeLessThanOrEqual(2 + Math.ceil(seconds));
  });

  it('has a limit of connections per customer', async () => {
    const { subject } = await test.customer();
    await follow(host, subject);
    const second = await follow(host, subject);
    await expect(follow(host, subject)).rejects.toThrow('too-many-streams');
    second.close();
    await eventually(() => follow(host, subject));
  });
});
