import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { queryAs } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { AvroCodec } from '../avro/index.js';
import { deadLetterOf } from '../dead-letter.js';
import { onEvent } from '../on-event.js';
import {
  consumerPlugin,
  EventLab,
  type Note,
  noteContract,
  noteEffect,
} from '../testing/event-lab.js';
import { DeadLetters } from './dead-letters.js';
import { LetterReader } from './letter-reader.js';

const permission = 'notes.handle';
let lab: EventLab;
let acme: string;
let contract: EventContract<Note>;
let letters: DeadLetters;
/** What the handler says to a text that begins with `poison`; undefined once it is mended. */
let fault: string | undefined;

beforeAll(async () => {
  lab = await EventLab.open();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  acme = randomUUID();
  contract = noteContract();
  fault = 'indigestible';
  const spec = {
    ...consumerPlugin,
    contributes: { events: [onEvent(contract, { permission, handle: async () => undefined })] },
  };
  letters = new DeadLetters(lab.bus, lab.database, new LetterReader([spec], new AvroCodec()));
});

const consume = (group = 'notes') =>
  lab.consume(
    onEvent(contract, {
      permission,
      group,
      handle: async ({ text }, { tx }) => {
        await noteEffect(tx, contract.topic, `${group} ${text}`);
        if (text.startsWith('poison') && group === 'notes' && fault) throw new RangeError(fault);
      },
    }),
  );
/** The letters of the test's topic, once there are so many. */
const found = (count: number, filter: Parameters<DeadLetters['list']>[0] = {}) =>
  eventually(async () => {
    const { items } = await letters.list({ topic: contract.topic, ...filter }, { limit: 50 });
    expect(items).toHaveLength(count);
    return items;
  });
const firstLetter = async () => {
  const [letter] = await found(1);
  if (!letter) throw new Error('there is a letter');
  return letter;
};
const effects = (...texts: string[]) =>
  eventually(async () =>
    expect((await lab.effects(acme, contract)).toSorted()).toEqual(texts.toSorted()),
  );

describe('a dead letter', () => {
  test('is listed with cause and origin, and shown with headers and event', async () => {
    await lab.publish(acme, contract, ['before', 'poison']);
    await consume();
    const letter = await firstLetter();
    const [, origin] = await lab.log(contract.topic);
    expect(letter).toMatchObject({
      topic: contract.topic,
      group: 'notes',
      origin: origin?.position,
      key: 'k',
      merchantId: acme,
      eventType: contract.type,
      attempts: 3,
      error: 'RangeError',
      message: 'indigestible',
      state: 'open',
    });
    expect(Date.now() - letter.setAsideAt.getTime()).toBeLessThan(60_000);
    const shown = await letters.show(letter.id);
    expect(shown).toMatchObject({
      ...letter,
      headers: origin?.headers ?? {},
      payload: { event: { key: 'k', text: 'poison' } },
    });
  });

  test('goes back to its group alone, has its effect once, and is no longer open', async () => {
    await lab.publish(acme, contract, ['poison']);
    await consume();
    await consume('others');
    const letter = await firstLetter();
    await effects('others poison');
    fault = undefined;
    await letters.replay(letter.id, { by: 'olga' });
    await effects('notes poison', 'others poison');
    await letters.replay(letter.id, { by: 'olga' });
    await eventually(async () =>
      expect(
        await queryAs(lab.urls.relay, 'select 1 from promenade.postponed_event where topic = $1', [
          contract.topic,
        ]),
      ).toEqual([]),
    );
    await effects('notes poison', 'others poison');
    await found(0, { state: 'open' });
    const [after] = await found(1, { state: 'replayed' });
    expect(after).toMatchObject({ id: letter.id, settled: { by: 'olga' } });
  });

  test('that fails again is a new letter with its new cause and its old origin', async () => {
    await lab.publish(acme, contract, ['poison']);
    await consume();
    const letter = await firstLetter();
    fault = 'still indigestible';
    await letters.replay(letter.id, { by: 'olga' });
    const [again] = await found(1, { state: 'open' });
    expect(again).toMatchObject({ origin: letter.origin, message: 'still indigestible' });
    expect(again?.id).not.toBe(letter.id);
    await found(2);
    const { headers } = await letters.show(again?.id ?? '');
    const first = await letters.show(letter.id);
    expect(Object.keys(headers)).toEqual(Object.keys(first.headers));
  });

  test('is tried once more where the new letter is replayed before the old attempt has ended', async () => {
    await lab.publish(acme, contract, ['poison']);
    await consume();
    const letter = await firstLetter();
    const goOn = Promise.withResolvers<void>();
    const publish = lab.bus.publish.bind(lab.bus);
    // The new letter can be seen, and the host that set it aside has not yet learned that it is stored.
    const slow = jest.spyOn(lab.bus, 'publish').mockImplementation(async (records) => {
      await publish(records);
      await goOn.promise;
    });
    try {
      await letters.replay(letter.id, { by: 'olga' });
      const [again] = await found(1, { state: 'open' });
      fault = undefined;
      await letters.replay(again?.id ?? '', { by: 'olga' });
    } finally {
      goOn.resolve();
      slow.mockRestore();
    }
    await effects('notes poison');
    await found(0, { state: 'open' });
    expect(await found(2, { state: 'replayed' })).toHaveLength(2);
  });

  test('is discarded once, by somebody and for a reason', async () => {
    await lab.publish(acme, contract, ['poison']);
    await consume();
    const letter = await firstLetter();
    await letters.discard(letter.id, { by: 'olga', reason: 'a test order' });
    await found(0, { state: 'open' });
    const [after] = await found(1, { state: 'discarded' });
    expect(after?.settled).toMatchObject({ by: 'olga', reason: 'a test order' });
    await expect(letters.discard(letter.id, { by: 'olga' })).rejects.toMatchObject({
      code: 'dead-letter-settled',
    });
  });

  test('of another merchant is not there', async () => {
    await lab.publish(acme, contract, ['poison']);
    await consume();
    const { id } = await firstLetter();
    const bazaar = randomUUID();
    await found(0, { merchantId: bazaar });
    await found(1, { merchantId: acme });
    const gone = { code: 'dead-letter-not-found' };
    await expect(letters.show(id, bazaar)).rejects.toMatchObject(gone);
    const actor = { by: 'olga', merchantId: bazaar };
    await expect(letters.replay(id, actor)).rejects.toMatchObject(gone);
    await expect(letters.discard(id, actor)).rejects.toMatchObject(gone);
    await found(1, { state: 'open' });
  });
});

test('letters are listed newest first over all topics, page by page, each once', async () => {
  const other = noteContract();
  const group = `g${randomUUID().slice(0, 8)}`;
  const handle = async (): Promise<void> => {
    throw new Error('never');
  };
  for (const each of [contract, other]) {
    await lab.consume(onEvent(each, { permission, group, handle }));
  }
  for (const number of [1, 2, 3]) {
    await lab.publish(acme, contract, [`a${number}`]);
    await lab.publish(acme, other, [`b${number}`]);
    await eventually(async () => {
      const { items } = await letters.list({ group }, { limit: 50 });
      expect(items).toHaveLength(number * 2);
    });
  }
  const ids: string[] = [];
  const times: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await letters.list({ group }, { limit: 2, cursor });
    expect(page.items.length).toBeLessThanOrEqual(2);
    ids.push(...page.items.map(({ id }) => id));
    times.push(...page.items.map(({ setAsideAt }) => setAsideAt.getTime()));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(new Set(ids).size).toBe(6);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  await expect(letters.list({ group }, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid-cursor',
  });
});

test('letters that are passed over are read in ever longer pages', async () => {
  const other = randomUUID();
  const record = { topic: contract.topic, key: 'k', value: Buffer.alloc(1), position: '1' };
  await lab.bus.publish(
    Array.from({ length: 200 }, () =>
      deadLetterOf({ ...record, headers: { ce_merchantid: other } }, 'notes', new Error('x'), 1),
    ),
  );
  await eventually(async () => {
    const [topic] = await letters.topics({ topic: contract.topic });
    expect(topic?.records).toBe(200);
  });
  const read = jest.spyOn(lab.bus, 'read');
  try {
    const filter = { topic: contract.topic, merchantId: acme };
    const page = await letters.list(filter, { limit: 2 });
    expect(page).toEqual({ items: [], next: undefined });
    expect(read.mock.calls.length).toBeLessThan(10);
  } finally {
    read.mockRestore();
  }
});

describe('a record that nobody can read', () => {
  const set = async (headers: Record<string, string>, value = Buffer.from('garbage')) => {
    const dlq = `${contract.topic}.notes.dlq`;
    const own = { dlq_topic: contract.topic, dlq_group: 'notes', dlq_position: '7', ...headers };
    await lab.bus.publish([{ topic: dlq, key: 'k', headers: own, value }]);
    return firstLetter();
  };

  test('and that names no merchant is nobody’s: it is discarded, not replayed', async () => {
    const letter = await set({});
    expect(letter.merchantId).toBeUndefined();
    await found(0, { merchantId: acme });
    await expect(letters.replay(letter.id, { by: 'olga' })).rejects.toMatchObject({
      code: 'dead-letter-unaddressed',
    });
    const { payload } = await letters.show(letter.id);
    expect(payload).toMatchObject({ bytes: Buffer.from('garbage'), isForeign: false });
    await letters.discard(letter.id, { by: 'olga' });
    await found(0, { state: 'open' });
  });

  test('but has an envelope is tried again, and set aside again', async () => {
    await consume();
    const letter = await set({
      ce_id: randomUUID(),
      ce_type: contract.type,
      ce_time: new Date().toISOString(),
      ce_merchantid: acme,
      ce_correlationid: 'c',
    });
    await letters.replay(letter.id, { by: 'olga' });
    const [again] = await found(1, { state: 'open' });
    expect(again).toMatchObject({ error: 'EventDecodeError', origin: '7' });
  });

  test('and a record of another kind in a topic of such a name is no dead letter', async () => {
    const topic = `${contract.topic}.notes.dlq`;
    await lab.bus.publish([{ topic, key: 'k', headers: {}, value: Buffer.from('x') }]);
    await set({});
    await expect(letters.show(`${contract.topic}@1`)).rejects.toMatchObject({
      code: 'dead-letter-not-found',
    });
    await expect(letters.show('nonsense')).rejects.toMatchObject({ code: 'dead-letter-not-found' });
  });
});
