import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { sql } from 'kysely';
import { logContext } from '../context/request-context.js';
import { queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import type { EventEnvelope } from './event-headers.js';
import { NotYetError } from './not-yet-error.js';
import { onEvent } from './on-event.js';
import { EventLab, type Note, noteContract, noteEffect } from './testing/event-lab.js';

const permission = 'notes.handle';
let lab: EventLab;
let acme: string;
let bazaar: string;
let contract: EventContract<Note>;

beforeAll(async () => {
  lab = await EventLab.open();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  acme = randomUUID();
  bazaar = randomUUID();
  contract = noteContract();
});

/** Consumes the topic: notes each event as an effect, after what the test does with it. */
const consume = (before: (text: string) => unknown = () => undefined) =>
  lab.consume(
    onEvent(contract, {
      permission,
      handle: async ({ text }, { tx }) => {
        await noteEffect(tx, contract.topic, text);
        await before(text);
      },
    }),
  );
const settled = () => eventually(async () => expect(await lab.settled(contract)).toBe(true));
const deadLetters = () => lab.log(`${contract.topic}.notes.dlq`);
const processed = (merchantId: string) =>
  queryAs<{ event_id: string; consumer_group: string }>(
    lab.urls.application,
    'select event_id, consumer_group from promenade.processed_events where event_type = $1',
    [contract.type],
    merchantId,
  );
const resetOffset = () =>
  queryAs(lab.urls.relay, 'update promenade.consumer_offset set position = 0 where topic = $1', [
    contract.topic,
  ]);

describe('an event', () => {
  test("has its effect in its merchant's transaction, with what is known of it", async () => {
    const seen: [EventEnvelope, unknown][] = [];
    await lab.consume(
      onEvent(contract, {
        permission,
        handle: async ({ text }, { tx, envelope, scope }) => {
          expect(scope.pluginId).toBe('notes');
          seen.push([envelope, logContext.getStore()]);
          await noteEffect(tx, contract.topic, text);
        },
      }),
    );
    await logContext.run({ correlation_id: 'trace-me' }, () => lab.publish(acme, contract, ['a']));
    await settled();
    const [row] = await processed(acme);
    expect(seen).toEqual([
      [
        {
          eventId: row?.event_id,
          type: contract.type,
          merchantId: acme,
          correlationId: 'trace-me',
          time: expect.any(Date),
        },
        {
          correlation_id: 'trace-me',
          merchant_id: acme,
          plugin_id: 'notes',
          event_type: contract.type,
        },
      ],
    ]);
    expect(await lab.effects(acme, contract)).toEqual(['a']);
    expect(await lab.effects(bazaar, contract)).toEqual([]);
  });

  test('counts as read only after its effect', async () => {
    const during: unknown[] = [];
    await lab.publish(acme, contract, ['a']);
    await consume(async () => during.push(await lab.offset(contract)));
    await settled();
    expect(during).toEqual([undefined]);
  });

  test('has no second effect when it comes again, not even after a replay of all', async () => {
    const calls: string[] = [];
    const texts = ['a', 'b', 'c'];
    await lab.publish(acme, contract, texts);
    const subscription = await consume((text) => calls.push(text));
    await settled();
    await subscription.close();
    await resetOffset();
    expect(await lab.settled(contract)).toBe(false);
    await consume((text) => calls.push(text));
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(texts);
    expect(await processed(acme)).toHaveLength(3);
    expect(calls).toEqual(texts);
  });

  test('has one effect for each group', async () => {
    for (const group of ['one', 'other']) {
      await lab.consume(
        onEvent(contract, {
          permission,
          group,
          handle: ({ text }, { tx }) =>
            noteEffect(tx, contract.topic, `${group} ${text}`).then(() => undefined),
        }),
      );
    }
    await lab.publish(acme, contract, ['a']);
    await eventually(async () =>
      expect((await lab.effects(acme, contract)).sort()).toEqual(['one a', 'other a']),
    );
    const groups = (await processed(acme)).map(({ consumer_group }) => consumer_group);
    expect(groups.sort()).toEqual(['one', 'other']);
  });

  test('that stands twice in the log has one effect, written in whatever case', async () => {
    const id = randomUUID();
    await lab.publish(acme, contract, ['first', 'second'], { id: () => id });
    await lab.publish(acme, contract, ['third'], { id: () => id.toUpperCase() });
    const shouting = randomUUID().toUpperCase();
    await lab.publish(acme, contract, ['loud'], { id: () => shouting });
    await consume();
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['first', 'loud']);
  });

  test('of two merchants in one delivery stays with its own', async () => {
    const seen = new Map<string, number>();
    for (const merchantId of [acme, bazaar, acme, bazaar]) {
      await lab.publish(merchantId, contract, [`of ${merchantId}`, 'more']);
    }
    await lab.consume(
      onEvent(contract, {
        permission,
        handle: async ({ text }, { tx, envelope }) => {
          expect(tx.merchantId).toBe(envelope.merchantId);
          await noteEffect(tx, contract.topic, text);
          const { rows } = await sql<{ count: number }>`
            select count(*)::int as count from lab.effect where topic = ${contract.topic}`.execute(
            tx.sql,
          );
          seen.set(tx.merchantId, rows[0]?.count ?? 0);
        },
      }),
    );
    await settled();
    expect(seen).toEqual(
      new Map([
        [acme, 4],
        [bazaar, 4],
      ]),
    );
    for (const merchantId of [acme, bazaar]) {
      const own = `of ${merchantId}`;
      expect(await lab.effects(merchantId, contract)).toEqual([own, 'more', own, 'more']);
    }
  });
});

describe('a handler that fails', () => {
  test('is called again, and leaves nothing of the attempts that failed', async () => {
    let calls = 0;
    await lab.publish(acme, contract, ['a', 'b']);
    await consume((text) => {
      calls += 1;
      if (text === 'a' && calls < 3) throw new Error('not yet awake');
    });
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['a', 'b']);
    expect(calls).toBe(4);
    expect(await deadLetters()).toEqual([]);
  });

  test('keeps the order of its key, and does not hold up other keys', async () => {
    let calls = 0;
    await lab.publish(acme, contract, ['slow 1', 'slow 2', 'slow 3'], { key: 'slow' });
    await lab.publish(acme, contract, ['quick 1', 'quick 2'], { key: 'quick' });
    const quick = Promise.withResolvers<void>();
    await consume(async (text) => {
      if (text === 'quick 2') quick.resolve();
      if (text !== 'slow 1') return;
      calls += 1;
      await quick.promise;
      if (calls < 3) throw new Error('not yet awake');
    });
    await settled();
    const effects = await lab.effects(acme, contract);
    expect(effects.filter((text) => text.startsWith('slow'))).toEqual([
      'slow 1',
      'slow 2',
      'slow 3',
    ]);
    expect(effects.slice(0, 2)).toEqual(['quick 1', 'quick 2']);
  });

  test('for what has not arrived is called without limit, and nothing is set aside', async () => {
    let calls = 0;
    await lab.publish(acme, contract, ['a', 'b']);
    await consume(() => {
      calls += 1;
      if (calls <= 6) throw new NotYetError('the tier has not arrived');
      // One true failure after many that do not count is not the last straw.
      if (calls === 7) throw new Error('hiccup');
    });
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['a', 'b']);
    expect(await deadLetters()).toEqual([]);
  });

  test('for a lost connection is called until it is back, and the effect comes once', async () => {
    let calls = 0;
    await lab.publish(acme, contract, ['a', 'b', 'c']);
    await consume((text) => {
      calls += 1;
      if (text !== 'b' || calls > 2) return;
      // The transaction is open and its effect is written.
      lab.proxy.cut();
      setTimeout(() => lab.proxy.mend(), 400);
    });
    await settled();
    expect(calls).toBeGreaterThan(3);
    expect(await lab.effects(acme, contract)).toEqual(['a', 'b', 'c']);
    expect(await deadLetters()).toEqual([]);
  });
});
