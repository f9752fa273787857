import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, type TestHost } from '@promenade/core/testing';
import inbox from './plugin.js';
import { TestInbox } from './testing/test-inbox.js';

const path = '/api/inbox/v1/events';

describe('retraction and correction of what is dispatched', () => {
  let host: TestHost;
  let other: TestHost;
  let test: TestInbox;
  let admin: string;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    // Another host of the installation, which keeps dispatches in a memory of its own.
    other = await createTestHost({ plugins: [inbox], urls: host.urls, roles: ['http'] });
    test = new TestInbox(host);
    admin = await host.token();
  });
  afterAll(async () => {
    await other.stop();
    await host.stop();
  });

  const act = (method: string, target: string, body?: unknown) =>
    host.api.call(method, `${path}/${target}`, { token: admin, body });

  /** What a customer reads on both hosts. */
  const readOnBoth = async (subject: string) => {
    const seen = [];
    for (const one of [host, other]) {
      const token = await one.identity.token({
        merchantId: host.merchantId,
        subject,
        roles: ['customer'],
      });
      const there = new TestInbox(one);
      const items = await there.items(token);
      const { unread_count } = await there.unread(token);
      seen.push({ unread_count, titles: items.map(({ content }) => content.title) });
    }
    return seen;
  };
  const both = <T>(one: T): T[] => [one, one];

  it('retracts on every host at once, also what a running dispatch and a later day bring', async () => {
    const early = randomUUID();
    const late = randomUUID();
    const eventId = randomUUID();
    const dispatchNo = await test.open({ eventId });
    await test.write(dispatchNo, [early]);
    expect(await readOnBoth(early)).toEqual(
      both({ unread_count: 1, titles: ['Offer of 2026-11-21'] }),
    );
    const { status, body } = await act('POST', `${eventId}/retract`);
    expect({ status, body }).toMatchObject({ status: 200, body: { event_id: eventId } });
    expect(body.retracted_at).not.toBeNull();
    await test.write(dispatchNo, [late]);
    await test.deliver([early, late], { eventId, dispatchDate: '2026-11-22' });
    for (const subject of [early, late]) {
      expect(await readOnBoth(subject)).toEqual(both({ unread_count: 0, titles: [] }));
    }
    expect((await act('POST', `${eventId}/restore`)).body.retracted_at).toBeNull();
    for (const subject of [early, late]) {
      expect(await readOnBoth(subject)).toEqual(
        both({ unread_count: 2, titles: ['Offer of 2026-11-22', 'Offer of 2026-11-21'] }),
      );
    }
  });

  it('leaves a retracted message alone', async () => {
    const { subject, token } = await test.customer();
    const eventId = randomUUID();
    await test.deliver([subject], { eventId });
    const [message] = await test.items(token);
    await act('POST', `${eventId}/retract`);
    const target = `/api/inbox/v1/messages/${message?.message_id}/read`;
    expect((await host.api.call('PUT', target, { token })).status).toBe(404);
    await host.api.call('PUT', '/api/inbox/v1/messages/read', { token });
    await act('POST', `${eventId}/restore`);
    expect(await test.unread(token)).toMatchObject({ unread_count: 1 });
  });

  it('corrects what readers see on every host at once, the read mark kept', async () => {
    const { subject, token } = await test.customer();
    const eventId = randomUUID();
    await test.deliver([subject], { eventId });
    await readOnBoth(subject);
    await host.api.call('PUT', '/api/inbox/v1/messages/read', { token });
    const content = { en: { title: 'Corrected', body: 'At ten.' } };
    expect(await act('PUT', `${eventId}/content`, { content })).toMatchObject({
      status: 200,
      // Nobody here says how many messages were written.
      body: { days: [{ dispatch_date: '2026-11-21', recipients: null, content }] },
    });
    expect(await readOnBoth(subject)).toEqual(both({ unread_count: 0, titles: ['Corrected'] }));
  });

  it('refuses a locale that nobody reads, bad content and an event that was not dispatched', async () => {
    const eventId = randomUUID();
    await test.open({ eventId });
    const text = { title: 'x', body: 'y' };
    const fault = async (content: unknown) => {
      const { status, body } = await act('PUT', `${eventId}/content`, { content });
      const [first] = body.errors as unknown as { path: string; code: string }[];
      return [status, first?.path, first?.code];
    };
    expect(await fault({ he: text })).toEqual([400, '/content/he', 'locale-not-dispatched']);
    expect(await fault({ xx: text })).toEqual([400, '/content/xx', 'unknown-locale']);
    expect(await fault({})).toEqual([400, '/content', 'content-empty']);
    const nothing = { status: 404, body: { code: 'event-not-dispatched' } };
    for (const what of ['retract', 'restore']) {
      expect(await act('POST', `${randomUUID()}/${what}`)).toMatchObject(nothing);
    }
    const unknown = randomUUID();
    expect(await act('GET', unknown)).toMatchObject({
      status: 200,
      body: { event_id: unknown, retracted_at: null, days: [] },
    });
  });

  it('is for the merchant’s admins, and for their own events', async () => {
    const { subject, token } = await test.customer();
    const eventId = randomUUID();
    await test.deliver([subject], { eventId });
    const viewer = await host.token({ roles: ['merchant-viewer'] });
    const read = { token: viewer };
    expect((await host.api.call('GET', `${path}/${eventId}`, read)).body.days).toHaveLength(1);
    expect((await host.api.call('GET', `${path}/${eventId}`, { token })).status).toBe(403);
    for (const refused of [token, viewer]) {
      const answer = await host.api.call('POST', `${path}/${eventId}/retract`, { token: refused });
      expect(answer.status).toBe(403);
    }
    const stranger = await host.token({ merchantId: randomUUID() });
    const answer = await host.api.call('POST', `${path}/${eventId}/retract`, { token: stranger });
    expect(answer.status).toBe(404);
    const strange = await host.api.call('GET', `${path}/${eventId}`, { token: stranger });
    expect(strange.body.days).toEqual([]);
    expect(await test.items(token)).toHaveLength(1);
  });
});
