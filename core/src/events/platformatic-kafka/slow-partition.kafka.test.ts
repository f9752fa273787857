import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { newTopic, recordsOf, Sink } from '../testing/bus-under-test.js';
import { kafkaBusOfTests } from '../testing/kafka-contract.js';

/** More than the port promises: kafkajs fetches nothing from a broker while one of its partitions is in hand. */
it('holds up no partition by the slow delivery of another one', async () => {
  const options = kafkaOfTests(`${randomUUID().slice(0, 8)}.`);
  const bus = await kafkaBusOfTests('platformatic', options);
  const topic = newTopic();
  const sink = new Sink();
  const held = Promise.withResolvers<void>();
  try {
    await bus.subscribe({
      topic,
      group: 'g',
      deliver: async (records) => {
        if (records[0]?.key === 'p0') await held.promise;
        await sink.deliver(records);
      },
    });
    for (let round = 0; round < 5; round += 1) {
      await bus.publish(
        [0, 1, 2, 3].flatMap((partition) =>
          recordsOf(topic, `p${partition}`, 1, round).map((record) => ({ ...record, partition })),
        ),
      );
      expect(await sink.missing([`p1:${round}`, `p2:${round}`, `p3:${round}`])).toEqual([]);
    }
    expect(sink.ofKey('p0')).toEqual([]);
    held.resolve();
    expect(await sink.missing([0, 1, 2, 3, 4].map((round) => `p0:${round}`))).toEqual([]);
  } finally {
    held.resolve();
    await bus.close();
  }
});
