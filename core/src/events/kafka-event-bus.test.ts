import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import type { OutgoingRecord } from './event-bus.js';
import type { KafkaClient, KafkaMember } from './kafka-client.js';
import { KafkaEventBus } from './kafka-event-bus.js';

const recordOf = (key: string, bytes = 500_000): OutgoingRecord => ({
  topic: 't',
  key,
  headers: {},
  value: Buffer.alloc(bytes),
});

/** Takes calls down and answers each when it is told to. */
class FakeClient implements KafkaClient {
  readonly longestSilence = 60_000;
  readonly calls: string[] = [];
  private readonly answers: PromiseWithResolvers<void>[] = [];

  send(records: readonly OutgoingRecord[]): Promise<void> {
    this.calls.push(records.map(({ key }) => key).join());
    const answer = Promise.withResolvers<void>();
    this.answers.push(answer);
    return answer.promise;
  }

  /** Answers the oldest open call, and lets what rests on it go on. */
  async answer(error?: Error): Promise<void> {
    const answer = this.answers.shift();
    if (error) answer?.reject(error);
    else answer?.resolve();
    await settled();
  }

  createMember(): KafkaMember {
    throw new Error('nobody subscribes here');
  }
  ensureTopics = async (): Promise<void> => undefined;
  close = async (): Promise<void> => undefined;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('publishing to Kafka', () => {
  let client: FakeClient;
  let bus: KafkaEventBus;
  beforeEach(() => {
    const options = { brokers: [], clientId: 't', replicationFactor: 1, defaultPartitions: 1 };
    client = new FakeClient();
    bus = new KafkaEventBus(
      { ...options, partitions: {}, compacted: [] },
      client,
      createLogger({ level: 'silent' }),
      { set: () => undefined, remove: () => undefined },
    );
  });

  it('sends what is too much for one call in several, one after the other', async () => {
    const publishing = bus.publish([recordOf('a'), recordOf('b'), recordOf('c')]);
    await settled();
    expect(client.calls).toEqual(['a']);
    await client.answer();
    await client.answer();
    expect(client.calls).toEqual(['a', 'b', 'c']);
    await client.answer();
    await publishing;
  });

  it('sends nothing behind a part that was refused', async () => {
    const publishing = Promise.allSettled([
      bus.publish([recordOf('a'), recordOf('b'), recordOf('c')]),
    ]);
    await settled();
    await client.answer();
    await client.answer(new Error('not now'));
    expect(await publishing).toEqual([{ status: 'rejected', reason: new Error('not now') }]);
    expect(client.calls).toEqual(['a', 'b']);
  });

  it('lets no later call come between the parts, also when they fail', async () => {
    const publishing = Promise.allSettled([
      bus.publish([recordOf('a'), recordOf('b')]),
      bus.publish([recordOf('later', 1)]),
    ]);
    await settled();
    await client.answer();
    expect(client.calls).toEqual(['a', 'b']);
    await client.answer(new Error('not now'));
    expect(client.calls).toEqual(['a', 'b', 'later']);
    await client.answer();
    expect(await publishing).toEqual([
      { status: 'rejected', reason: new Error('not now') },
      { status: 'fulfilled', value: undefined },
    ]);
  });

  it('makes small calls not wait for each other', async () => {
    const publishing = [bus.publish([recordOf('a', 1)]), bus.publish([recordOf('b', 1)])];
    await settled();
    expect(client.calls).toEqual(['a', 'b']);
    await client.answer();
    await client.answer();
    await Promise.all(publishing);
  });

  it('sends nothing for nothing', async () => {
    await bus.publish([]);
    expect(client.calls).toEqual([]);
  });
});
