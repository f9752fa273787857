import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import type { EventBus } from '../event-bus.js';
import { newTopic, recordsOf, Sink } from '../testing/bus-under-test.js';
import { kafkaBusOfTests } from '../testing/kafka-contract.js';

const options = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
const kafkajs = await kafkaBusOfTests('kafkajs', options);
const platformatic = await kafkaBusOfTests('platformatic', options);

afterAll(async () => {
  await kafkajs.close();
  await platformatic.close();
});

describe('the Kafka adapters', () => {
  it('put a key into the same partition, so that its order outlives a change of the adapter', async () => {
    const topic = newTopic();
    const keys = ['', 'a', 'ab', 'abc', 'abcd', 'לקוח', 'زبون', '😀'].concat(
      Array.from({ length: 200 }, () => randomUUID()),
    );
    const sink = new Sink();
    for (const bus of [kafkajs, platformatic]) {
      await bus.publish(keys.flatMap((key) => recordsOf(topic, key, 1)));
    }
    const subscription = await platformatic.subscribe({ topic, group: 'g', deliver: sink.deliver });
    expect(await sink.sorted(2 * keys.length)).toHaveLength(2 * keys.length);
    await subscription.close();
    const partitionsOf = Map.groupBy(sink.records, ({ key }) => key);
    for (const [key, records] of partitionsOf) {
      const partitions = new Set(records.map(({ position }) => position.split(':')[0]));
      expect({ key, partitions: partitions.size }).toEqual({ key, partitions: 1 });
    }
  });

  it.each<[string, EventBus, EventBus]>([
    ['@platformatic/kafka takes over from kafkajs', kafkajs, platformatic],
    ['kafkajs takes over from @platformatic/kafka', platformatic, kafkajs],
  ])('keep their place in a topic in the same way: %s', async (_name, one, other) => {
    const topic = newTopic();
    const before = new Sink();
    const after = new Sink();
    await one.publish(recordsOf(topic, 'a', 3));
    const first = await one.subscribe({ topic, group: 'g', deliver: before.deliver });
    expect(await before.sorted(3)).toEqual(['a:0', 'a:1', 'a:2']);
    await first.close();
    await other.publish(recordsOf(topic, 'a', 2, 3));
    const second = await other.subscribe({ topic, group: 'g', deliver: after.deliver });
    expect(await after.sorted(2)).toEqual(['a:3', 'a:4']);
    await second.close();
  });
});
