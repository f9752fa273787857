import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestHost, eventually, queryAs, type TestHost } from '@promenade/core/testing';
import { sql } from 'kysely';
import inbox from './plugin.js';
import { TestInbox } from './testing/test-inbox.js';

const firstDay = '2026-11-20';
const laterDays = [21, 22, 23, 24, 25, 26].map((day) => `2026-11-${day}`);

/** Each text says in its title and its body which version it is of. */
const contentOf = (version: string) => ({
  en: { title: `${version} en`, body: `${version} en` },
  ar: { title: `${version} ar`, body: `${version} ar` },
});

describe('what is done to an event while days of it are opened and written', () => {
  let host: TestHost;
  let other: TestHost;

  beforeAll(async () => {
    host = await createTestHost({ plugins: [inbox], roles: ['http'] });
    other = await createTestHost({ plugins: [inbox], urls: host.urls, roles: ['http'] });
    // So that nobody has to wait for the room of a day below.
    for (const dispatchDate of [firstDay, ...laterDays]) {
      await new TestInbox(host).open({ dispatchDate });
    }
  });
  afterAll(async () => {
    await other?.stop();
    await host?.stop();
  });

  /** An event whose first day a customer has. */
  const delivered = async () => {
    const merchantId = randomUUID();
    const subject = randomUUID();
    const day = { eventId: randomUUID(), merchantId, content: contentOf('first') };
    const deliver = (at: TestHost, dispatchDate: string) =>
      new TestInbox(at).deliver([subject], { ...day, dispatchDate });
    await deliver(host, firstDay);
    const path = `/api/inbox/v1/events/${day.eventId}`;
    const call = async (at: TestHost, method: string, action: string, body?: object) => {
      const token = await at.identity.token({ merchantId });
      const { status } = await at.api.call(method, `${path}/${action}`, { token, body });
      expect(status).toBe(200);
    };
    const rows = <Row extends object>(text: string, values: readonly unknown[] = []) =>
      queryAs<Row>(host.urls.application, text, values, merchantId);
    return {
      merchantId,
      deliver,
      set: (at: TestHost, action: 'retract' | 'restore') => call(at, 'POST', action),
      correct: (at: TestHost, version: string) =>
        call(at, 'PUT', 'content', { content: contentOf(version) }),
      retractions: async () => {
        const days = await rows<{ retracted_at: Date | null }>(
          'select retracted_at from inbox.dispatch',
        );
        return days.map(({ retracted_at }) => retracted_at?.toISOString());
      },
      contents: () =>
        rows<{ locale: string; title: string; body: string }>(
          'select locale, title, body from inbox.dispatch_content',
        ),
      /** How many messages the customer has to read, by SQL and on either host. */
      unread: async () => {
        const [row] = await rows<{ count: number }>(
          `select count(*)::int from inbox.message join inbox.dispatch using (merchant_id, dispatch_no)
           where user_id = $1 and retracted_at is null`,
          [subject],
        );
        const counts = [row?.count];
        for (const one of [host, other]) {
          const token = await one.identity.token({ merchantId, subject, roles: ['customer'] });
          counts.push((await new TestInbox(one).unread(token)).unread_count);
        }
        return counts;
      },
    };
  };

  /** Lets nobody commit a change of the merchant's dispatches until all that can go on until then has come so far. */
  const atOnce = async (
    merchantId: string,
    work: readonly (() => Promise<unknown>)[],
  ): Promise<void> => {
    let running: Promise<unknown> = Promise.resolve();
    await host.database.transaction(merchantId, async (tx) => {
      const { rows } = await sql<{ pid: number }>`
        select pg_backend_pid() as pid from inbox.dispatch_revision
        where merchant_id = ${merchantId} for update`.execute(tx.sql);
      running = Promise.all(work.map((one) => one()));
      // It is awaited below, unless waiting fails first.
      running.catch(() => undefined);
      await eventually(async () => {
        const waiting = await queryAs(
          host.urls.application,
          `with recursive waiting (pid) as (
             select $1::integer
             union select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid))
           ) select from waiting where pid <> $1`,
          [rows[0]?.pid],
        );
        expect(waiting.length).toBe(work.length);
      });
    });
    await running;
  };

  // Whoever comes first is another one each time.
  it.each([0, 2, 4, 6, 8, 10])(
    'leaves one state of all days, whole texts, and one count (order %i)',
    async (turn) => {
      const event = await delivered();
      const work = [
        () => event.set(host, 'retract'),
        () => event.deliver(host, '2026-11-21'),
        () => event.correct(other, 'second'),
        () => event.deliver(other, '2026-11-22'),
        () => event.set(other, 'restore'),
        () => event.deliver(other, '2026-11-23'),
        () => event.correct(host, 'third'),
        () => event.deliver(host, '2026-11-24'),
        () => event.set(other, 'retract'),
        () => event.deliver(host, '2026-11-25'),
        () => event.correct(host, 'fourth'),
        () => event.deliver(other, '2026-11-26'),
      ];
      await atOnce(event.merchantId, [...work.slice(turn), ...work.slice(0, turn)]);

      const retractions = await event.retractions();
      expect(retractions).toHaveLength(1 + laterDays.length);
      expect(new Set(retractions).size).toBe(1);
      const contents = await event.contents();
      expect(contents).toHaveLength(2 * retractions.length);
      const versions = contents.map(({ locale, title, body }) => {
        expect(body).toBe(title);
        const [version, of] = title.split(' ');
        expect(of).toBe(locale);
        return version;
      });
      // A day that was opened after the last correction has what the event said.
      const corrected = new Set(versions.filter((version) => version !== 'first'));
      expect(corrected.size).toBe(1);
      const unread = retractions[0] === undefined ? retractions.length : 0;
      expect(await event.unread()).toEqual([unread, unread, unread]);
      await event.set(other, 'restore');
      const all = retractions.length;
      expect(await event.unread()).toEqual([all, all, all]);
    },
  );

  it.each(['retract', 'restore'] as const)(
    'reaches the days that are being opened, when all that is done is to %s it',
    async (action) => {
      const event = await delivered();
      if (action === 'restore') await event.set(host, 'retract');
      await atOnce(event.merchantId, [
        () => event.deliver(host, '2026-11-21'),
        () => event.set(other, action),
        () => event.deliver(other, '2026-11-22'),
        () => event.deliver(host, '2026-11-23'),
      ]);
      const retractions = await event.retractions();
      expect(retractions).toHaveLength(4);
      expect(new Set(retractions).size).toBe(1);
      const unread = action === 'retract' ? 0 : 4;
      expect(await event.unread()).toEqual([unread, unread, unread]);
    },
  );
});
