import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import pg from 'pg';
import { Registry } from 'prom-client';
import { Listener } from '../../database/listener.js';
import { HousekeepingMetrics } from '../../observability/housekeeping-metrics.js';
import { queryAs } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { testServices } from '../../testing/test-services.js';
import type { ConsumedTopic } from '../consumers-of.js';
import type { EventRecord } from '../event-bus.js';
import { onEvent } from '../on-event.js';
import {
  consumerPlugin,
  EventLab,
  type Note,
  noteContract,
  noteEffect,
} from '../testing/event-lab.js';
import { Housekeeping } from './housekeeping.js';
import { keptEvents, type OutboxReader } from './kept-events.js';

let lab: EventLab;
let listener: Listener;
let merchantId: string;
let contract: EventContract<Note>;
let registry: Registry;

beforeAll(async () => {
  lab = await EventLab.open();
  listener = new Listener(lab.urls.relay, () => undefined);
});
afterAll(() => lab?.stop());
beforeEach(() => {
  merchantId = randomUUID();
  contract = noteContract();
});
afterEach(async () => {
  await asAdministrator('truncate promenade.outbox');
  await writeOld(0);
});

/** Past row-level security, which lets nobody change when a row was written. */
const asAdministrator = (text: string, values: unknown[] = []) => {
  const url = new URL(testServices().postgresUrl);
  url.pathname = new URL(lab.urls.owner).pathname;
  return queryAs<{ count: number }>(url.href, text, values);
};
const age = (hours: number, { topic } = contract) =>
  asAdministrator(
    `update promenade.outbox set created_at = now() - make_interval(hours => $2) where aggregatetype = $1`,
    [topic, hours],
  );
/** Rows are that old as soon as they are written: an update of rows that are being removed would come in another order. */
const writeOld = (hours: number) =>
  asAdministrator(
    `alter table promenade.outbox alter column created_at set default now() - interval '${hours} hours'`,
  );

const installed = (group = consumerPlugin.id): ConsumedTopic => ({
  plugin: group,
  group,
  topic: contract.topic,
});
const housekeeping = (
  options: {
    reader?: OutboxReader;
    consumers?: readonly ConsumedTopic[];
    compacted?: readonly string[];
    rows?: number;
  } = {},
) => {
  const { reader = 'log', consumers = [installed()], compacted = [], rows = 3 } = options;
  const kept = keptEvents(reader, { compacted });
  registry = new Registry();
  const metrics = new HousekeepingMetrics(registry);
  return new Housekeeping(lab.database, listener, metrics, { reader, kept, consumers, rows }, fail);
};
const fail = (error: unknown): never => {
  throw error;
};
const consume = () =>
  lab.consume(
    onEvent(contract, {
      permission: 'notes.handle',
      handle: ({ text }, { tx }) => noteEffect(tx, contract.topic, text).then(() => undefined),
    }),
  );
const numbers = (count: number): string[] => Array.from({ length: count }, (_none, n) => String(n));
const left = async () => (await lab.log(contract.topic)).length;

const settled = () => eventually(async () => expect(await lab.settled(contract)).toBe(true));

describe('housekeeping of the log', () => {
  test('removes what is old and was read by the groups of all installed plugins, of any merchant', async () => {
    await lab.publish(merchantId, contract, numbers(4));
    await lab.publish(randomUUID(), contract, numbers(4));
    await age(169);
    await lab.publish(merchantId, contract, ['young']);
    expect(await housekeeping().clear()).toBe(0);

    const subscription = await consume();
    await settled();
    await subscription.close();
    expect(await housekeeping({ consumers: [installed(), installed('later')] }).clear()).toBe(0);
    expect(await housekeeping().clear()).toBe(8);
    expect(await left()).toBe(1);
    expect(await registry.metrics()).toContain(
      'promenade_housekeeping_removed_rows_total{table="outbox"} 8',
    );
  });

  test('keeps what a group that is not installed here has yet to read, until it has not moved for as long as events are kept', async () => {
    await lab.publish(merchantId, contract, numbers(2));
    await age(200);
    await queryAs(
      lab.urls.relay,
      `insert into promenade.consumer_offset (consumer_group, topic, position) values ('elsewhere', $1, 0)`,
      [contract.topic],
    );
    expect(await housekeeping({ consumers: [] }).clear()).toBe(0);
    await queryAs(
      lab.urls.relay,
      `update promenade.consumer_offset set updated_at = now() - interval '169 hours' where topic = $1`,
      [contract.topic],
    );
    expect(await housekeeping({ consumers: [] }).clear()).toBe(2);
  });

  test('keeps the last record of each key of a compacted topic, however old, and does not give up behind it', async () => {
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b', 'd', 'e', 'f', 'a']) {
      await lab.publish(merchantId, contract, ['x'], { key });
    }
    await age(5_000);
    const compacted = [contract.topic];
    expect(await housekeeping({ consumers: [], compacted }).clear()).toBe(4);
    const keys = (await lab.log(contract.topic)).map(({ aggregateid }) => aggregateid);
    expect(keys).toEqual(['c', 'b', 'd', 'e', 'f', 'a']);
  });

  test('lets a group read from the beginning of what is left, as one that comes later does', async () => {
    await lab.publish(merchantId, contract, numbers(7));
    const first = await consume();
    await settled();
    await first.close();
    await age(169);
    await lab.publish(merchantId, contract, ['7', '8']);
    expect(await housekeeping().clear()).toBe(7);
    await lab.bus.reset({ group: consumerPlugin.id, topic: contract.topic });
    expect(await lab.bus.lag({ group: consumerPlugin.id, topic: contract.topic })).toBe(2);
    const seen: string[] = [];
    const deliver = async (records: readonly EventRecord[]) => {
      seen.push(...records.map(({ position }) => position));
    };
    const late = await lab.bus.subscribe({ group: 'late', topic: contract.topic, deliver });
    await consume();
    await settled();
    await eventually(async () => expect(await lab.settled(contract, 'late')).toBe(true));
    await late.close();
    expect(seen).toHaveLength(2);
    expect(await lab.effects(merchantId, contract)).toEqual(numbers(9));
  });

  test('loses nothing while events are written, stamped and consumed, by two hosts at once', async () => {
    await consume();
    await writeOld(169);
    const total = 120;
    const done = new AbortController();
    const clearing = [housekeeping(), housekeeping({ rows: 50 })].map(async (host) => {
      let removed = 0;
      while (!done.signal.aborted) removed += await host.clear();
      return removed;
    });
    for (let number = 0; number < total; number += 1) {
      await lab.database.transaction(merchantId, (tx) =>
        lab.outbox.append(tx, contract, [{ key: 'k', text: String(number) }]),
      );
    }
    const texts = await eventually(async () => {
      const found = await lab.effects(merchantId, contract);
      expect(found).toHaveLength(total);
      return found;
    });
    done.abort();
    await Promise.all(clearing);
    expect(texts).toEqual(numbers(total));
    // How far the group has come is written after the effects that were waited for.
    await eventually(async () => {
      await housekeeping().clear();
      expect(await left()).toBe(0);
    });
  });

  test('leaves the work to the host that is at it', async () => {
    await lab.publish(merchantId, contract, ['x']);
    await age(169);
    const other = new pg.Client({ connectionString: lab.urls.relay });
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtext('promenade.housekeeping'))`);
    expect(await housekeeping({ consumers: [] }).clear()).toBe(0);
    await other.end();
    await eventually(async () => expect(await housekeeping({ consumers: [] }).clear()).toBe(1));
  });

  test('keeps dead letters longer', async () => {
    const letters = { ...contract, topic: `${contract.topic}.notes.dlq` };
    await lab.publish(merchantId, letters, ['x']);
    await age(89 * 24, letters);
    expect(await housekeeping().clear()).toBe(0);
    await age(91 * 24, letters);
    expect(await housekeeping().clear()).toBe(1);
  });
});

describe('housekeeping behind a broker', () => {
  test('removes what the forwarder has sent, and nothing of what it has not', async () => {
    await lab.publish(merchantId, contract, numbers(6));
    await age(25);
    const reached = (await lab.log(contract.topic))[3]?.position;
    await queryAs(lab.urls.relay, 'update promenade.relay_position set position = 0');
    expect(await housekeeping({ reader: 'forwarder' }).clear()).toBe(0);
    await queryAs(lab.urls.relay, 'update promenade.relay_position set position = $1', [reached]);
    expect(await housekeeping({ reader: 'forwarder' }).clear()).toBe(4);
    expect(await left()).toBe(2);
    expect(await registry.metrics()).toMatch(/promenade_outbox_oldest_row_seconds 9\d{4}/);
  });

  test('removes nothing for change data capture while no slot is read', async () => {
    await lab.publish(merchantId, contract, ['x']);
    await age(25);
    expect(await housekeeping({ reader: 'cdc' }).clear()).toBe(0);
  });
});

describe('what is remembered of events', () => {
  test('goes when it is old, of all merchants', async () => {
    const merchants = [randomUUID(), randomUUID()];
    for (const merchant of merchants) {
      for (const days of [29, 31, 32, 33, 34]) {
        await asAdministrator(
          `insert into promenade.processed_events values ($1, 'g', $2, 't', now() - make_interval(days => $3))`,
          [merchant, randomUUID(), days],
        );
        await asAdministrator(
          `insert into promenade.dead_letter_state values
             ($1, 't', $2, now() - make_interval(days => $3), 'discarded', 'me')`,
          [merchant, String(days), days * 3],
        );
      }
    }
    await housekeeping().clear();
    for (const table of ['processed_events', 'dead_letter_state']) {
      const text = `select count(*)::int from promenade.${table} where merchant_id = any($1)`;
      expect(await asAdministrator(text, [merchants])).toEqual([{ count: 2 }]);
    }
  });

  test('cannot go while it is young, whoever asks', async () => {
    await lab.publish(merchantId, contract, ['x']);
    await queryAs(lab.urls.relay, 'delete from promenade.outbox');
    expect(await left()).toBe(1);
    await expect(
      queryAs(lab.urls.application, 'delete from promenade.outbox', [], merchantId),
    ).rejects.toThrow('permission denied');
  });
});
