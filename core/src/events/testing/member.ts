/** The program of a `MemberProcess`: takes records, says what they were, leaves when its input ends. */
import { createLogger } from '../../observability/logger.js';
import { createKafkaEventBus } from '../create-kafka-event-bus.js';
import type { MemberOrder } from './member-process.js';

const order = JSON.parse(process.argv[2] ?? '') as MemberOrder;
const bus = await createKafkaEventBus(order.options, createLogger({ level: 'silent' }));
await bus.subscribe({
  topic: order.topic,
  group: order.group,
  deliver: async (records) => {
    for (const { value } of records) process.stdout.write(`${value.toString()}\n`);
  },
});
process.stdout.write('subscribed\n');
process.stdin.resume().once('end', () => {
  bus.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
