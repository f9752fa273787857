import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { kafkaOfTests } from '../../testing/test-kafka.js';
import { newTopic, recordsOf, Sink } from '../testing/bus-under-test.js';
import { kafkaBusOfTests } from '../testing/kafka-contract.js';

it('works on as many partitions at once as a subscription says', async () => {
  const partitions = [0, 1, 2, 3, 4, 5];
  const options = {
    ...kafkaOfTests(`${randomUUID().slice(0, 8)}.`),
    defaultPartitions: partitions.length,
  };
  const bus = await kafkaBusOfTests('kafkajs', options);
  const topic = newTopic();
  const sink = new Sink();
  const all = Promise.withResolvers<void>();
  let inHand = 0;
  try {
    await bus.publish(
      partitions.flatMap((partition) =>
        recordsOf(topic, `p${partition}`, 1).map((record) => ({ ...record, partition })),
      ),
    );
    await bus.subscribe({
      topic,
      group: 'g',
      partitionsAtOnce: partitions.length,
      deliver: async (records) => {
        inHand += 1;
        if (inHand === partitions.length) all.resolve();
        // None is done before all are begun.
        await all.promise;
        await sink.deliver(records);
      },
    });
    expect(await sink.missing(partitions.map((partition) => `p${partition}:0`))).toEqual([]);
  } finally {
    all.resolve();
    await bus.close();
  }
});
