import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { queryAs } from '../testing/create-test-host.js';
import { eventually } from '../testing/eventually.js';
import { NotYetError } from './not-yet-error.js';
import { onEvent } from './on-event.js';
import { EventLab, type Note, noteContract, noteEffect } from './testing/event-lab.js';
import { wakePostponed } from './wake-postponed.js';

let lab: EventLab;
let acme: string;
let contract: EventContract<Note>;
let arrived: boolean;

beforeAll(async () => {
  lab = await EventLab.open(150);
});
afterAll(() => lab?.stop());
beforeEach(() => {
  acme = randomUUID();
  contract = noteContract();
  arrived = false;
});

/** A text that begins with `ahead` waits for what has not arrived; `whenItHas` says what happens then. */
const consume = (whenItHas: (call: number) => void = () => undefined) => {
  let calls = 0;
  return lab.consume(
    onEvent(contract, {
      permission: 'notes.handle',
      handle: async ({ text }, { tx }) => {
        await noteEffect(tx, contract.topic, text);
        if (!text.startsWith('ahead')) return;
        if (!arrived) throw new NotYetError('the tier has not arrived');
        calls += 1;
        whenItHas(calls);
      },
    }),
  );
};
const settled = () => eventually(async () => expect(await lab.settled(contract)).toBe(true));
const postponed = () =>
  queryAs<{ merchant_id: string }>(
    lab.urls.relay,
    'select merchant_id from promenade.postponed_event where topic = $1',
    [contract.topic],
  );
/** How often what is postponed was taken up again. */
const attempts = async (): Promise<number> => {
  const [row] = await queryAs<{ attempts: number }>(
    lab.urls.relay,
    'select attempts from promenade.postponed_event where topic = $1',
    [contract.topic],
  );
  return row?.attempts ?? Number.NaN;
};
const effects = (texts: string[]) =>
  eventually(async () => expect(await lab.effects(acme, contract)).toEqual(texts));

describe('an event that is ahead of something', () => {
  test('makes room for those behind it, and has its effect when that has arrived', async () => {
    const bazaar = randomUUID();
    await lab.publish(acme, contract, ['ahead', 'behind']);
    await lab.publish(bazaar, contract, ['of another']);
    await consume();
    await settled();
    expect(await lab.effects(acme, contract)).toEqual(['behind']);
    expect(await lab.effects(bazaar, contract)).toEqual(['of another']);
    expect(await postponed()).toEqual([{ merchant_id: acme }]);
    arrived = true;
    await effects(['behind', 'ahead']);
    await eventually(async () => expect(await postponed()).toEqual([]));
  });

  test('outlives the process, and troubles of the next', async () => {
    await lab.publish(acme, contract, ['ahead']);
    const first = await consume();
    await settled();
    await first.close();
    arrived = true;
    let hiccupAt = 0;
    await consume((call) => {
      if (call === 1) {
        hiccupAt = performance.now();
        throw new Error('hiccup');
      }
      // Longer than it is waited for: it is postponed once more, and must not be taken for done.
      if (performance.now() - hiccupAt < 500) throw new NotYetError('gone again');
    });
    await effects(['ahead']);
    expect(await lab.log(`${contract.topic}.notes.dlq`)).toEqual([]);
  });

  test('is set aside when it turns out to be poison', async () => {
    await lab.publish(acme, contract, ['ahead']);
    await consume(() => {
      throw new Error('indigestible');
    });
    await settled();
    arrived = true;
    const letters = await eventually(async () => {
      const found = await lab.log(`${contract.topic}.notes.dlq`);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(letters[0]?.headers).toMatchObject({
      dlq_message: 'indigestible',
      dlq_topic: contract.topic,
    });
    await eventually(async () => expect(await postponed()).toEqual([]));
    expect(await lab.effects(acme, contract)).toEqual([]);
  });

  test('makes room at once when it says that it will take long, and is tried at once when it is woken', async () => {
    let tries = 0;
    await lab.consume(
      onEvent(contract, {
        permission: 'notes.handle',
        handle: async ({ text }, { tx }) => {
          tries += 1;
          if (!arrived) throw new NotYetError('paused', { isLong: true });
          await noteEffect(tx, contract.topic, text);
        },
      }),
    );
    await lab.publish(acme, contract, ['ahead']);
    await eventually(async () => expect(await postponed()).toHaveLength(1));
    const triesBefore = tries;
    // Once, and as often as it has come round again meanwhile.
    expect(triesBefore).toBeLessThanOrEqual(1 + (await attempts()));
    const later = `update promenade.postponed_event set due_at = now() + interval '1 hour' where topic = $1`;
    await queryAs(lab.urls.relay, later, [contract.topic]);
    arrived = true;
    await lab.database.transaction(acme, (tx) =>
      wakePostponed(tx, { group: 'notes', topic: contract.topic }),
    );
    await effects(['ahead']);
  });
});
