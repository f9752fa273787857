import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { testServices } from '../../testing/test-services.js';
import type { EventBus, StoredRecord } from '../event-bus.js';
import { Forwarder } from '../forwarder.js';
import { Sequencer } from '../sequencer.js';
import { busOfTests } from './testing/bus-of-tests.js';
import { CaptureLab, recordsOf } from './testing/capture-lab.js';

/** A server takes half a minute to start on a busy machine. */
jest.setTimeout(180_000);

let lab: CaptureLab;
let forwarded: EventBus;

beforeAll(async () => {
  lab = await CaptureLab.open(testServices().postgresUrl);
  await lab.prepare();
  forwarded = await busOfTests(`fwd-${randomUUID().slice(0, 8)}.`);
  await forwarded.prepare([...CaptureLab.topics]);
  await lab.write(0);
  await lab.start();
});
afterAll(async () => {
  await lab?.close();
  await forwarded?.close();
});

/** What must be the same, wherever it came from; by partition, in order. */
const contents = (records: readonly StoredRecord[]) =>
  Object.fromEntries(
    [...Map.groupBy(records, ({ topic, partition }) => `${topic}/${partition}`)]
      .map(
        ([place, ofPlace]) =>
          [
            place,
            ofPlace.map(({ key, headers, value }) => ({
              key,
              headers,
              value: value.toString('hex'),
            })),
          ] as const,
      )
      .toSorted(([a], [b]) => a.localeCompare(b)),
  );

describe('Debezium Server in the place of the relay', () => {
  test('gives the broker the same keys, headers, bytes and partitions in the same order', async () => {
    await lab.arrived(4);
    for (let round = 1; round <= 30; round += 1) await lab.write(round);
    const records = await lab.arrived(31 * 4);
    const sequencer = new Sequencer(lab.database, lab.listener, () => undefined);
    const forwarder = new Forwarder(lab.database, lab.listener, forwarded, () => undefined);
    await sequencer.stamp();
    await forwarder.forward();
    expect(contents(records)).toEqual(contents(await recordsOf(forwarded)));
  });

  test('goes on after a crash: nothing lost, each key in order', async () => {
    await lab.write(31);
    await lab.stop('SIGKILL');
    for (let round = 32; round <= 40; round += 1) await lab.write(round);
    await lab.start();
    const records = await lab.arrived(41 * 4);
    for (const ofKey of Map.groupBy(records, ({ topic, key }) => `${topic}/${key}`).values()) {
      const firsts = [...new Set(ofKey.map(({ headers }) => headers.ce_id))].map((id) =>
        Number(ofKey.find(({ headers }) => headers.ce_id === id)?.headers.n),
      );
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
    }
  });

  test('lets housekeeping remove what is old while its slot is read, and learns nothing of it', async () => {
    const registry = new Registry();
    expect(await lab.keepHouse(registry)).toBe(41 * 4);
    expect(await registry.metrics()).toContain(
      `promenade_replication_slot_retained_bytes{slot="${lab.slot}"}`,
    );
    await lab.write(41);
    await lab.arrived(42 * 4);
    await lab.stop();
    expect(await lab.keepHouse(new Registry())).toBe(0);
  });
});
