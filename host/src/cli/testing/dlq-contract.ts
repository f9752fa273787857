import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  AvroCodec,
  coreMigrations,
  type DatabaseUrls,
  migrateDatabase,
} from '@promenade/core/host';
import { provisionTestDatabase, queryAs } from '@promenade/core/testing';
import { promotionEvents } from '@promenade/proto';
import { callCli, environmentOf } from './call-cli.js';

/** A record as a test sets it aside. */
export interface LaidAside {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer;
}

/** What the commands for dead letters do, with whatever carries the events. */
export const dlqContract = (
  name: string,
  environment: Readonly<Record<string, string>>,
  publish: (urls: DatabaseUrls, record: LaidAside) => Promise<void>,
): void => {
  describe(`promenade dlq and events, ${name}`, () => {
    let dataDir: string;
    let urls: DatabaseUrls;
    let merchant: string;

    beforeAll(async () => {
      dataDir = mkdtempSync(join(tmpdir(), 'promenade-dlq-'));
      urls = await provisionTestDatabase(`dlq_${randomUUID().slice(0, 8)}`);
      await migrateDatabase(urls.owner, [coreMigrations]);
    });
    afterAll(() => rmSync(dataDir, { recursive: true }));
    beforeEach(() => {
      merchant = randomUUID();
    });

    const run = (...args: string[]) =>
      callCli([...args, '--data-dir', dataDir], {
        folder: process.cwd(),
        environment: { ...environment, ...environmentOf(urls) },
      });
    const listed = async (...args: string[]) => {
      const { out } = await run('dlq', 'list', '--merchant', merchant, '--json', ...args);
      return JSON.parse(out) as { id: string; message: string; state: string }[];
    };
    const eventValue = (): Buffer =>
      new AvroCodec().encode(promotionEvents, {
        event_id: randomUUID(),
        merchant_id: merchant,
        version: 2,
        status: 'PUBLISHED',
        start_datetime: new Date('2026-11-20T00:00:00Z'),
        end_datetime: new Date('2026-11-27T00:00:00Z'),
        timezone: 'UTC',
        dispatch_time: '09:00',
        promotion_package: 'winter',
        audience: { kind: 'EVERYONE', names: [], customers: [] },
        content: { en: { title: 'Winter', body: 'Winter' } },
        published_at: null,
      });
    const setAside = (value: Buffer, headers: Record<string, string> = {}) =>
      publish(urls, {
        topic: 'promotion.events.dispatch.dlq',
        key: 'k',
        value,
        headers: {
          ce_id: randomUUID(),
          ce_type: 'promotion.events',
          ce_time: new Date().toISOString(),
          ce_merchantid: merchant,
          ce_correlationid: 'c-1',
          dlq_topic: 'promotion.events',
          dlq_group: 'dispatch',
          dlq_position: '7',
          dlq_attempts: '6',
          dlq_error: 'DatabaseError',
          dlq_message: 'cannot\nbe \u001b[31mstored',
          ...headers,
        },
      });

    test('list says when there is nothing, and shows what there is', async () => {
      expect(await run('dlq', 'list', '--merchant', merchant)).toEqual({
        exitCode: 0,
        out: 'no open dead letters\n',
        err: '',
      });
      await setAside(eventValue());
      const { exitCode, out } = await run('dlq', 'list', '--merchant', merchant);
      expect(exitCode).toBe(0);
      expect(out).toContain('promotion.events.dispatch.dlq@');
      expect(out).toContain('DatabaseError: cannot be stored');
      expect(out.split('\n')).toHaveLength(3);
      expect(await listed('--topic', 'promotion.events', '--group', 'dispatch')).toHaveLength(1);
      expect(await listed('--topic', 'promotion.events', '--group', 'scheduling')).toEqual([]);
      expect(await listed('--topic', 'customer.created')).toEqual([]);
      await setAside(eventValue());
      expect(await listed()).toHaveLength(2);
      expect(await listed('--limit', '1')).toHaveLength(1);
    });

    test('show prints cause, origin, headers and the event; bytes where it cannot be read', async () => {
      await setAside(eventValue());
      const [letter] = await listed();
      const { exitCode, out } = await run('dlq', 'show', letter?.id ?? '');
      expect(exitCode).toBe(0);
      expect(out).toMatch(/topic +promotion\.events, position 7/);
      expect(out).toMatch(/cause +DatabaseError: cannot be stored/);
      expect(out).toMatch(/ce_correlationid +c-1/);
      expect(out).toContain('"promotion_package": "winter"');
      await setAside(Buffer.from('garbage'));
      const [garbage] = await listed();
      const { out: hex } = await run('dlq', 'show', garbage?.id ?? '');
      expect(hex).toContain('not readable: ');
      expect(hex).toContain(Buffer.from('garbage').toString('hex'));
      const { out: json } = await run('dlq', 'show', garbage?.id ?? '', '--json');
      expect(JSON.parse(json)).toMatchObject({ key: 'k', hex: '67617262616765', attempts: 6 });
    });

    test('replay hands a letter to its group, and it is open no more', async () => {
      await setAside(eventValue());
      const [letter] = await listed();
      const { exitCode, out } = await run('dlq', 'replay', letter?.id ?? '');
      expect({ exitCode, out }).toEqual({
        exitCode: 0,
        out: '1 dead letter given back; hosts that consume take them within seconds\n',
      });
      expect(await listed()).toEqual([]);
      expect(await listed('--all')).toMatchObject([{ id: letter?.id, state: 'replayed' }]);
      const waiting = await queryAs<{ headers: object }>(
        urls.application,
        'select consumer_group, topic, key, position, headers from promenade.postponed_event',
        [],
        merchant,
      );
      expect(waiting).toMatchObject([
        { consumer_group: 'dispatch', topic: 'promotion.events', key: 'k', position: '7' },
      ]);
      expect(
        Object.keys(waiting[0]?.headers ?? {}).filter((key) => key.startsWith('dlq_')),
      ).toEqual([]);
    });

    test('replay of all says how many, and does it with --yes only', async () => {
      await setAside(eventValue());
      await setAside(eventValue());
      const all = ['dlq', 'replay', '--all', '--merchant', merchant, '--group', 'dispatch'];
      const asked = await run(...all);
      expect(asked).toEqual({
        exitCode: 1,
        out: '',
        err: 'promenade: 2 dead letters would be replayed.\nRun it again with --yes to do so.\n',
      });
      expect(await listed()).toHaveLength(2);
      expect((await run(...all, '--yes')).out).toContain('2 dead letters given back');
      expect(await listed()).toEqual([]);
    });

    test('replay of all says when there is nothing', async () => {
      expect(await run('dlq', 'replay', '--all', '--merchant', merchant)).toEqual({
        exitCode: 0,
        out: 'no open dead letters\n',
        err: '',
      });
    });

    test('what cannot be replayed is said, and the rest is done', async () => {
      await setAside(eventValue());
      const [good] = await listed();
      await setAside(eventValue(), { ce_id: 'none' });
      const [bad] = await listed();
      const { exitCode, out, err } = await run(
        'dlq',
        'replay',
        'promotion.events.dispatch.dlq@0:99999',
        bad?.id ?? '',
        good?.id ?? '',
      );
      expect(exitCode).toBe(1);
      expect(out).toContain('1 dead letter given back');
      expect(err).toContain("there is no dead letter 'promotion.events.dispatch.dlq@0:99999'");
      expect(err).toContain('do not say which merchant or which event');
      expect(err).toContain(`promenade dlq discard ${bad?.id}`);
      expect(err).not.toContain('    at ');
    });

    test('discard keeps who and why, and is done once', async () => {
      await setAside(eventValue());
      const [letter] = await listed();
      const id = letter?.id ?? '';
      expect(await run('dlq', 'discard', id, '--reason', 'a test order')).toMatchObject({
        exitCode: 0,
        out: '1 dead letter discarded\n',
      });
      const { out } = await run('dlq', 'show', id);
      expect(out).toContain('by promenade-cli at');
      expect(out).toContain('a test order');
      const again = await run('dlq', 'discard', id);
      expect(again.exitCode).toBe(1);
      expect(again.err).toContain('is not open any more');
    });

    test.each([
      [['dlq', 'replay'], 'no dead letter is named'],
      [['dlq', 'replay', 'x@1', '--all'], 'do not go together'],
      [['dlq', 'show', 'nonsense'], "there is no dead letter 'nonsense'"],
      [['dlq', 'list', '--limit', '0'], 'whole number from 1 to 10000'],
      [
        ['events', 'replay', '--topic', 't', '--group', 'g', '--from', 'yesterday'],
        '--from yesterday is no time from 1970 to 9999',
      ],
      [
        ['events', 'replay', '--topic', 't', '--group', 'g', '--from', '1969-12-31T23:59:59.999Z'],
        'is no time from 1970 to 9999',
      ],
      [
        ['events', 'replay', '--topic', 't', '--group', 'g', '--from', 'beginning', '--yes'],
        "no installed plugin takes t for the group 'g'",
      ],
      [
        ['events', 'replay', '--topic', 't', '--group', 'g', '--from', 'beginning'],
        'Run it again with --yes',
      ],
    ])('%j is refused', async (args, text) => {
      const { exitCode, err } = await run(...args);
      expect(exitCode).toBe(1);
      expect(err).toContain(text);
    });

    test('events groups lists the groups, and replay sets one back', async () => {
      await publish(urls, {
        topic: 'promotion.events',
        key: 'k',
        value: eventValue(),
        headers: { ce_merchantid: merchant },
      });
      const { out } = await run('events', 'groups');
      expect(out).toMatch(/promotion\.events +dispatch +dispatch +1/);
      const at = new Date(Date.now() + 60_000).toISOString();
      const replay = (from: string) =>
        run(
          'events',
          'replay',
          '--topic',
          'promotion.events',
          '--group',
          'dispatch',
          '--from',
          from,
          '--yes',
        );
      expect((await replay(at)).out).toBe('dispatch has 0 records of promotion.events before it\n');
      expect((await replay('beginning')).out).toBe(
        'dispatch has 1 record of promotion.events before it\n',
      );
    });
  });
};
