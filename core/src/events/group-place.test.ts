import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../observability/logger.js';
import { eventually } from '../testing/eventually.js';
import type { SubscribeOptions } from './event-bus.js';
import { GroupPlace } from './group-place.js';
import type { KafkaClient, KafkaMember, MemberDuties } from './kafka-client.js';
import type { KafkaOptions } from './kafka-options.js';

const options: KafkaOptions = {
  brokers: [],
  clientId: 'test',
  replicationFactor: 1,
  defaultPartitions: 1,
  partitions: {},
  compacted: [],
  prefix: 'p.',
};

class FakeMember implements KafkaMember {
  readonly partitions = [0, 2];
  state: 'new' | 'joined' | 'closed' = 'new';
  closes = 0;
  /** Its close never ends. */
  hangs = false;

  constructor(
    readonly duties: MemberDuties,
    private readonly joining: () => Promise<void>,
  ) {}

  async join(): Promise<void> {
    await this.joining();
    this.state = 'joined';
  }

  async close(): Promise<void> {
    this.state = 'closed';
    this.closes += 1;
    if (this.hangs) await new Promise(() => undefined);
  }
}

/** Makes members that join as they are told, one after the other; the last way is that of all after it. */
class FakeClient implements KafkaClient {
  readonly members: FakeMember[] = [];
  longestSilence = 60_000;
  /** How many members, from the first, never end. */
  hanging = 0;

  constructor(private readonly joinings: ((duties: MemberDuties) => Promise<void>)[]) {}

  get states(): readonly string[] {
    return this.members.map(({ state }) => state);
  }

  createMember(duties: MemberDuties): KafkaMember {
    const joining = this.joinings[this.members.length] ?? this.joinings.at(-1);
    const member = new FakeMember(duties, async () => joining?.(duties));
    member.hangs = this.members.length < this.hanging;
    this.members.push(member);
    return member;
  }

  ensureTopics = async (): Promise<void> => undefined;
  send = async (): Promise<void> => undefined;
  close = async (): Promise<void> => undefined;
}

const atOnce = async (): Promise<void> => undefined;

describe('GroupPlace', () => {
  let opened: GroupPlace[];
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const place of opened) await place.close();
  });

  const placeOf = (
    client: KafkaClient,
    deliver: SubscribeOptions['deliver'] = async () => undefined,
    join = 500,
  ): GroupPlace => {
    const subscription = { topic: 't', group: 'g', deliver };
    const logger = createLogger({ level: 'silent' });
    const place = new GroupPlace(options, client, subscription, logger, { close: 50, join });
    opened.push(place);
    return place;
  };

  it('has a member that bears the names of the broker, until it is closed', async () => {
    const client = new FakeClient([atOnce]);
    const place = placeOf(client);
    await place.open();
    expect(client.states).toEqual(['joined']);
    expect(client.members[0]?.duties).toMatchObject({
      topic: 't',
      topicAtBroker: 'p.t',
      groupAtBroker: 'p.g.t',
    });
    await place.close();
    expect(client.states).toEqual(['closed']);
  });

  it('makes one new member for several faults at once, and heeds no old one', async () => {
    const client = new FakeClient([atOnce]);
    const place = placeOf(client);
    await place.open();
    const { onFault } = client.members[0]?.duties ?? {};
    onFault?.(new Error('one'));
    onFault?.(new Error('two'));
    await eventually(() => expect(client.states).toEqual(['closed', 'joined']));
    onFault?.(new Error('late'));
    await place.close();
    expect(client.states).toEqual(['closed', 'closed']);
  });

  it('makes a member anew that shows no sign of life', async () => {
    const client = new FakeClient([atOnce]);
    client.longestSilence = 200;
    await placeOf(client).open();
    await eventually(() => expect(client.states.slice(0, 2)).toEqual(['closed', 'joined']));
  });

  it('says so when its first member cannot join, and leaves nothing behind', async () => {
    const client = new FakeClient([() => Promise.reject(new Error('no broker'))]);
    await expect(placeOf(client).open()).rejects.toThrow('no broker');
    expect(client.states).toEqual(['closed']);
  });

  it('tries again until a new member has joined', async () => {
    const refused = () => Promise.reject(new Error('no broker'));
    const client = new FakeClient([atOnce, refused, atOnce]);
    await placeOf(client).open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'closed', 'joined']));
  });

  it('takes a fault while a member joins for a failed attempt: no second one comes of it', async () => {
    const breaksWhileJoining = async ({ onFault }: MemberDuties): Promise<void> => {
      onFault(new Error('broken'));
    };
    const client = new FakeClient([atOnce, breaksWhileJoining, atOnce]);
    await placeOf(client).open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'closed', 'joined']));
  });

  it('waits no longer for a member that broke while it joins', async () => {
    const hangs = async ({ onFault }: MemberDuties): Promise<void> => {
      onFault(new Error('broken'));
      await new Promise(() => undefined);
    };
    const client = new FakeClient([hangs]);
    await expect(placeOf(client).open()).rejects.toThrow('broken');
    expect(client.states).toEqual(['closed']);
  });

  it('replaces a silent member whose close never ends', async () => {
    const client = new FakeClient([atOnce]);
    client.longestSilence = 200;
    client.hanging = 1;
    await placeOf(client).open();
    await eventually(() => expect(client.states.slice(0, 2)).toEqual(['closed', 'joined']));
  });

  it('tries again though a member that could not join never ends', async () => {
    const refused = () => Promise.reject(new Error('no broker'));
    const client = new FakeClient([atOnce, refused, atOnce]);
    client.hanging = 2;
    await placeOf(client).open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'closed', 'joined']));
  });

  it('tries again when a member does not come to join', async () => {
    const client = new FakeClient([atOnce, () => new Promise(() => undefined), atOnce]);
    await placeOf(client).open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'closed', 'joined']));
  });

  it('closes a member that comes to join after it was given up', async () => {
    const late = Promise.withResolvers<void>();
    const client = new FakeClient([atOnce, () => late.promise, atOnce]);
    await placeOf(client).open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'closed', 'joined']));
    late.resolve();
    await late.promise;
    await eventually(() => expect(client.members[1]?.closes).toBe(2));
    expect(client.states).toEqual(['closed', 'closed', 'joined']);
  });

  it('waits for no member to join when it is closed', async () => {
    const client = new FakeClient([atOnce, () => new Promise(() => undefined)]);
    const place = placeOf(client, undefined, 60_000);
    await place.open();
    client.members[0]?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.members).toHaveLength(2));
    await place.close();
    expect(client.states).toEqual(['closed', 'closed']);
  });

  it('stops the deliveries of a member that it gave up, and of no other', async () => {
    const client = new FakeClient([atOnce]);
    client.hanging = 1;
    const signals: AbortSignal[] = [];
    const deliver = async (_records: unknown, signal: AbortSignal): Promise<void> => {
      signals.push(signal);
    };
    await placeOf(client, deliver).open();
    const [old] = client.members;
    await old?.duties.deliver([]);
    old?.duties.onFault(new Error('broken'));
    await eventually(() => expect(client.states).toEqual(['closed', 'joined']));
    await client.members[1]?.duties.deliver([]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});
