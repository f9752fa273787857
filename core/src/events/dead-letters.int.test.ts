import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { NotYetError } from './not-yet-error.js';
import { onEvent } from './on-event.js';
import { EventLab, type Note, noteContract, noteEffect } from './testing/event-lab.js';

const permission = 'notes.handle';
let lab: EventLab;
let acme: string;
let contract: EventContract<Note>;

beforeAll(async () => {
  lab = await EventLab.open();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  acme = randomUUID();
  contract = noteContract();
});

/** Consumes the topic one by one; a text that begins with `poison` never works. */
const consume = (message = 'indigestible') =>
  lab.consume(
    onEvent(contract, {
      permission,
      handle: async ({ text }, { tx }) => {
        await noteEffect(tx, contract.topic, text);
        if (text.startsWith('poison')) throw new RangeError(message);
      },
    }),
  );
const settled = () => eventually(async () => expect(await lab.settled(contract)).toBe(true));
const deadLetters = (count: number) =>
  eventually(async () => {
    const found = await lab.log(`${contract.topic}.notes.dlq`);
    expect(found).toHaveLength(count);
    return found;
  });
const valueOf = async (counter: keyof EventLab['metrics']): Promise<number> => {
  const { values } = await lab.metrics[counter].get();
  return values.find(({ labels }) => labels.topic === contract.topic)?.value ?? 0;
};

describe('a record whose handler always fails', () => {
  test('is set aside as it was, with cause and origin, and those behind it go on', async () => {
    await lab.publish(acme, contract, ['before', 'poison', 'after']);
    await consume();
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['before', 'after']);
    const [, origin] = await lab.log(contract.topic);
    const [letter] = await deadLetters(1);
    expect(letter).toMatchObject({ aggregateid: 'k', merchant_id: acme, payload: origin?.payload });
    expect(letter?.headers).toEqual({
      ...origin?.headers,
      dlq_topic: contract.topic,
      dlq_group: 'notes',
      dlq_position: origin?.position,
      dlq_attempts: '3',
      dlq_error: 'RangeError',
      dlq_message: 'indigestible',
      dlq_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    expect(await valueOf('deadLettered')).toBe(1);
    expect(await valueOf('failed')).toBe(3);
    expect(await valueOf('handled')).toBe(2);
  });

  test.each([
    ['a NUL', 'broken\0text'],
    ['half a character', `${'x'.repeat(1_999)}\u{1f600}`],
    ['a broken character', 'half \ud83d'],
    ['a whole book', 'x'.repeat(1_000_000)],
  ])('is set aside though its cause holds %s', async (_case, message) => {
    await lab.publish(acme, contract, ['poison', 'after']);
    await consume(message);
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['after']);
    const [letter] = await deadLetters(1);
    expect(letter?.headers.dlq_message?.length).toBeLessThanOrEqual(2_000);
  });
});

describe('a record that cannot be read', () => {
  /** Makes the second of three records of the log unreadable, as nothing but the owner of the server could. */
  const spoil = (change: string) =>
    queryAs(
      lab.urls.owner,
      `do $$ begin
         alter table promenade.outbox no force row level security;
         update promenade.outbox set ${change}
           where aggregatetype = '${contract.topic}' and sequence = (
             select min(sequence) + 1 from promenade.outbox where aggregatetype = '${contract.topic}');
         alter table promenade.outbox force row level security;
       end $$`,
    );

  test.each([
    ['bytes that are no record', `payload = 'garbage'`, 'EventDecodeError'],
    [
      'a record cut off',
      `payload = substring(payload for length(payload) - 2)`,
      'EventDecodeError',
    ],
    ['nothing', `payload = ''`, 'EventDecodeError'],
    ['no merchant', `headers = headers - 'ce_merchantid'`, 'ZodError'],
    ['an id that is none', `headers = headers || '{"ce_id": "7"}'`, 'ZodError'],
    ['no headers', `headers = '{}'`, 'ZodError'],
  ])('for %s is set aside at once, and those around it go on', async (_case, change, error) => {
    await lab.publish(acme, contract, ['before', 'unreadable', 'after']);
    await spoil(change);
    await consume();
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['before', 'after']);
    const [, origin] = await lab.log(contract.topic);
    const [letter] = await deadLetters(1);
    expect(letter?.payload).toEqual(origin?.payload);
    expect(letter?.headers).toMatchObject({
      ...origin?.headers,
      dlq_topic: contract.topic,
      dlq_error: error,
      dlq_attempts: '1',
    });
  });
});

describe('a batch', () => {
  const consumeBatches = (fault: (texts: readonly string[]) => void) => {
    const batches: string[][] = [];
    return lab
      .consume(
        onEvent(contract, {
          permission,
          handleBatch: async (events, { tx }) => {
            const texts = events.map(({ text }) => text);
            batches.push(texts);
            for (const text of texts) await noteEffect(tx, contract.topic, text);
            fault(texts);
          },
        }),
      )
      .then(() => batches);
  };
  const texts = Array.from({ length: 20 }, (_none, index) =>
    index === 11 ? 'poison' : `event ${index}`,
  );

  test('is given as a whole, each event at most once and in order', async () => {
    const id = randomUUID();
    await lab.publish(acme, contract, texts);
    await lab.publish(acme, contract, ['twin', 'twin'], { id: () => id });
    const batches = await consumeBatches(() => undefined);
    await settled();
    expect(batches).toEqual([[...texts, 'twin']]);
  });

  test('with one poisonous record loses that one only, and keeps the order of the others', async () => {
    await lab.publish(acme, contract, texts);
    const batches = await consumeBatches((all) => {
      if (all.includes('poison')) throw new Error('indigestible');
    });
    await settled();
    const sound = texts.filter((text) => text !== 'poison');
    expect(await lab.effects(acme, contract)).toEqual(sound);
    const [letter] = await deadLetters(1);
    expect(letter?.headers).toMatchObject({ dlq_message: 'indigestible', dlq_attempts: '3' });
    // Halved each time, not tried one by one.
    expect(batches.length).toBeLessThan(15);
  });

  test('that lacks something waits for it as a whole', async () => {
    let calls = 0;
    await lab.publish(acme, contract, texts);
    const batches = await consumeBatches(() => {
      calls += 1;
      if (calls < 8) throw new NotYetError('the tier has not arrived');
    });
    await settled();
    expect(batches).toEqual(Array.from({ length: 8 }, () => texts));
    expect(await lab.effects(acme, contract)).toEqual(texts);
    await deadLetters(0);
  });
});

describe('a plugin that is off', () => {
  const set = (enabled: boolean) =>
    lab.directory.switch(acme, { pluginId: 'notes', enabled, by: 'tester' });

  test('misses events, which are counted; its projections and other merchants do not', async () => {
    const bazaar = randomUUID();
    const projected: string[] = [];
    await consume();
    await lab.consume(
      onEvent(contract, {
        permission,
        projection: true,
        group: 'projection',
        handle: async ({ text }, { tx }) => void projected.push(`${tx.merchantId} ${text}`),
      }),
    );
    await set(false);
    await lab.publish(acme, contract, ['missed', 'missed too']);
    await lab.publish(bazaar, contract, ['heard']);
    await settled();
    await eventually(async () => expect(await lab.settled(contract, 'projection')).toBe(true));
    expect(await lab.effects(acme, contract)).toEqual([]);
    expect(await lab.effects(bazaar, contract)).toEqual(['heard']);
    expect(await valueOf('skipped')).toBe(2);
    expect(projected.sort()).toEqual(
      [`${acme} missed`, `${acme} missed too`, `${bazaar} heard`].sort(),
    );

    await set(true);
    await lab.publish(acme, contract, ['heard again']);
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['heard again']);
    expect(await valueOf('skipped')).toBe(2);
    await deadLetters(0);
  });
});

describe('a handler in steps', () => {
  test('is called again until all its steps are done, and then counts as done', async () => {
    const done = new Set<string>();
    const signals: AbortSignal[] = [];
    await lab.publish(acme, contract, ['a', 'b']);
    await lab.consume(
      onEvent(contract, {
        permission,
        handleInSteps: async ({ text }, { envelope, signal }) => {
          signals.push(signal);
          for (const step of [1, 2, 3]) {
            if (done.has(`${text}${step}`)) continue;
            done.add(`${text}${step}`);
            await lab.database.transaction(envelope.merchantId, (tx) =>
              noteEffect(tx, contract.topic, `${text}${step}`),
            );
            if (step < 3) throw new NotYetError('one step at a time');
          }
        },
      }),
    );
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3']);
    expect(signals.every(({ aborted }) => !aborted)).toBe(true);
    const rows = await queryAs(
      lab.urls.application,
      'select 1 from promenade.processed_events where event_type = $1',
      [contract.type],
      acme,
    );
    expect(rows).toHaveLength(2);
  });
});
