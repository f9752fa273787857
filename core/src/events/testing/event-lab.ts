import { randomBytes } from 'node:crypto';
import { Migration } from '@mikro-orm/migrations';
import { type EventContract, eventContract } from '@promenade/proto';
import { Container } from 'inversify';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { coreMigrations } from '../../database/core-migrations.js';
import { Database } from '../../database/database.js';
import type { DatabaseUrls } from '../../database/database-roles.js';
import { Listener } from '../../database/listener.js';
import { migrateDatabase } from '../../database/migrate-database.js';
import { isolateMerchants } from '../../database/row-level-security.js';
import type { Transaction } from '../../database/transaction.js';
import { EventMetrics } from '../../observability/event-metrics.js';
import { createLogger } from '../../observability/logger.js';
import { EnablementMap } from '../../plugin/enablement-map.js';
import { Gate } from '../../plugin/gate.js';
import { PluginDirectory } from '../../plugin/plugin-directory.js';
import { createPluginScope } from '../../runtime/plugin-container.js';
import { provisionTestDatabase, queryAs } from '../../testing/create-test-host.js';
import { eventually } from '../../testing/eventually.js';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { TcpProxy } from '../../testing/tcp-proxy.js';
import { AvroCodec } from '../avro/index.js';
import { EmbeddedEventBus } from '../embedded/embedded-event-bus.js';
import type { Subscription } from '../event-bus.js';
import { EventConsumer } from '../event-consumer.js';
import type { NotedEvents } from '../noted-events.js';
import type { EventContribution } from '../on-event.js';
import { type AppendOptions, Outbox } from '../outbox.js';
import { PostponedEvents } from '../postponed-events.js';
import { Sequencer } from '../sequencer.js';

export interface Note {
  readonly key: string;
  readonly text: string;
}

/** A topic of notes that no other test writes to. */
export const noteContract = (): EventContract<Note> => {
  const topic = `note.${randomBytes(4).toString('hex')}`;
  const fields = ['key', 'text'].map((name) => ({ name, type: 'string' as const }));
  return eventContract<Note>({
    topic,
    type: topic,
    key: 'key',
    schema: { type: 'record', name: 'Note', fields },
    earlierSchemas: [],
  });
};

class Lab001 extends Migration {
  override up(): void {
    this.addSql(`create table lab.effect (
      merchant_id uuid not null, place bigint generated always as identity, topic text not null,
      text text not null, primary key (merchant_id, place))`);
    for (const statement of isolateMerchants('lab.effect')) this.addSql(statement);
  }
}

/** An effect of an event, for handlers of a test. */
export const noteEffect = (tx: Transaction, topic: string, text: string): Promise<unknown> =>
  sql`insert into lab.effect (merchant_id, topic, text)
    values (${tx.merchantId}, ${topic}, ${text})`.execute(tx.sql);

/** The plugin that consumes. */
export const consumerPlugin = samplePlugin('notes').spec;

/** Outbox, sequencer, embedded bus and consumers as a host has them, with short pauses between attempts. */
export class EventLab {
  private readonly subscriptions = new Set<Subscription>();
  private readonly codec = new AvroCodec();
  private readonly stopping = new AbortController();
  readonly outbox = new Outbox(this.codec, '/promenade/lab');

  private constructor(
    readonly urls: DatabaseUrls,
    readonly proxy: TcpProxy,
    readonly database: Database,
    readonly directory: PluginDirectory,
    readonly metrics: EventMetrics,
    readonly bus: EmbeddedEventBus,
    private readonly gate: Gate,
    private readonly close: () => Promise<void>,
    private readonly patience: number,
  ) {}

  /** @param patience how long an event that is ahead of something is waited for, in milliseconds */
  static async open(patience = 10_000): Promise<EventLab> {
    const urls = await provisionTestDatabase(`test_${randomBytes(6).toString('hex')}`);
    await migrateDatabase(urls.owner, [
      coreMigrations,
      { owner: 'lab', schema: 'lab', list: [Lab001] },
    ]);
    const ignore = (): void => undefined;
    const proxy = await TcpProxy.to(urls.application);
    const through = {
      owner: urls.owner,
      application: proxy.through(urls.application),
      relay: proxy.through(urls.relay),
      fanOut: proxy.through(urls.fanOut),
    };
    const database = await Database.connect({
      urls: through,
      poolSize: 8,
      entities: [],
      onConnectionError: ignore,
    });
    const listener = new Listener(through.relay, ignore);
    await listener.open();
    const enablement = new EnablementMap([consumerPlugin], database, listener, ignore);
    await enablement.open();
    const sequencer = new Sequencer(database, listener, ignore);
    await sequencer.start();
    const bus = new EmbeddedEventBus(database, listener, ignore);
    const close = async (): Promise<void> => {
      await bus.close();

      await sequencer.stop();
      enablement.close();

      await listener.close();

      await database.close();

      await proxy.close();
    };
    const directory = new PluginDirectory([consumerPlugin], enablement, database);
    const metrics = new EventMetrics(new Registry());
    return new EventLab(
      urls,
      proxy,
      database,
      directory,
      metrics,
      bus,
      new Gate(enablement),
      close,
      patience,
    );
  }

  async consume(contribution: EventContribution, processed?: NotedEvents): Promise<Subscription> {
    const scope = createPluginScope(consumerPlugin, new Container(), this.stopping.signal);
    const postponed = new PostponedEvents(this.database, () => undefined);
    const consumer = new EventConsumer(contribution, consumerPlugin, scope, {
      postponed,
      database: this.database,
      codec: this.codec,
      gate: this.gate,
      metrics: this.metrics,
      bus: this.bus,
      logger: createLogger({ level: 'silent' }),
      ...(processed && { processed }),
      retry: { attempts: 3, firstPause: 4, longestPause: 16, patience: this.patience },
    });
    const { group, topic } = consumer;
    const deliver = consumer.deliver.bind(consumer);
    postponed.register(group, topic, consumer.tryAgain.bind(consumer));
    postponed.start();
    const member = await this.bus.subscribe({ group, topic, deliver });
    const subscription: Subscription = {
      close: async () => {
        await Promise.all([member.close(), postponed.stop()]);
        this.subscriptions.delete(subscription);
      },
    };
    this.subscriptions.add(subscription);
    return subscription;
  }

  /** Publishes texts under one key, in one transaction; they are in the log when it resolves. */
  async publish(
    merchantId: string,
    contract: EventContract<Note>,
    texts: readonly string[],
    options: AppendOptions<Note> & { readonly key?: string } = {},
  ): Promise<void> {
    const notes = texts.map((text) => ({ key: options.key ?? 'k', text }));
    await this.database.transaction(merchantId, (tx) =>
      this.outbox.append(tx, contract, notes, options),
    );
    await eventually(async () => {
      const [row] = await queryAs(
        this.urls.relay,
        'select 1 from promenade.outbox where aggregatetype = $1 and position is null limit 1',
        [contract.topic],
      );
      if (row) throw new Error(`records of ${contract.topic} have no position yet`);
    });
  }

  /** The texts that had an effect for a merchant, in the order of the effects. */
  async effects(merchantId: string, { topic }: EventContract<Note>): Promise<string[]> {
    const text = 'select text from lab.effect where topic = $1 order by place';
    const rows = await queryAs<{ text: string }>(this.urls.application, text, [topic], merchantId);
    return rows.map((row) => row.text);
  }

  /** The records of a topic in the order of their positions; those without one are not there yet. */
  async log(topic: string) {
    return queryAs<{
      position: string;
      aggregateid: string;
      payload: Buffer;
      headers: Record<string, string>;
      merchant_id: string;
    }>(
      this.urls.relay,
      `select position, aggregateid, payload, headers, merchant_id from promenade.outbox
       where aggregatetype = $1 and position is not null order by position`,
      [topic],
    );
  }

  /** How far a group has come in a topic. */
  async offset(
    { topic }: EventContract<Note>,
    group = consumerPlugin.id,
  ): Promise<string | undefined> {
    const [row] = await queryAs<{ position: string }>(
      this.urls.relay,
      'select position from promenade.consumer_offset where consumer_group = $1 and topic = $2',
      [group, topic],
    );
    return row?.position;
  }

  async settled(contract: EventContract<Note>, group?: string): Promise<boolean> {
    const last = (await this.log(contract.topic)).at(-1)?.position;
    return last !== undefined && (await this.offset(contract, group)) === last;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.close();
  }
}
