import { setTimeout as pause } from 'node:timers/promises';
import { logContext } from '../context/request-context.js';
import type { Database } from '../database/database.js';
import type { EventMetrics } from '../observability/event-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import type { AvroCodec } from './avro/avro-codec.js';
import { SchemaUnavailableError } from './avro/event-codec-errors.js';
import { awaitSchema } from './await-schema.js';
import { claimEvents, claimHandled } from './claim-events.js';
import { deadLetterOf } from './dead-letter.js';
import type { EventBus, EventRecord } from './event-bus.js';
import { NotYetError } from './not-yet-error.js';
import type { NotedEvents } from './noted-events.js';
import type { EventContribution } from './on-event.js';
import type { PostponedEvents } from './postponed-events.js';
import { byMerchant, type ReadableEvent, readEvent } from './readable-event.js';
import { defaultRetryPolicy, isPassing, pauseAfter, type RetryPolicy } from './retry-policy.js';

export interface ConsumerServices {
  readonly database: Database;
  /** Takes dead letters. */
  readonly bus: EventBus;
  readonly postponed: PostponedEvents;
  readonly codec: AvroCodec;
  readonly gate: Gate;
  readonly logger: Logger;
  readonly metrics: EventMetrics;
  readonly retry?: RetryPolicy;
  /** Spares transactions for what was processed before; none unless given. */
  readonly processed?: NotedEvents;
}

/** How many keys of one delivery are worked on at once. */
const lanes = 4;

interface Delivery {
  readonly signal: AbortSignal;
  /** Merchants of whom a record was postponed: their further records are not waited for. */
  readonly outOfPatience: Set<string>;
}

/** Stands between the bus and a plugin's handler: decoding, the gate, once-only effects, retries, dead letters. */
export class EventConsumer {
  readonly group: string;
  private readonly retry: RetryPolicy;

  constructor(
    private readonly contribution: EventContribution,
    private readonly plugin: PluginSpec,
    private readonly scope: PluginScope,
    private readonly services: ConsumerServices,
  ) {
    this.group = contribution.group ?? plugin.id;
    this.retry = services.retry ?? defaultRetryPolicy;
  }

  /** What `processed_events` notes as the type. */
  get type(): string {
    return this.contribution.contract.type;
  }

  get topic(): string {
    return this.contribution.contract.topic;
  }

  /** As the contribution has it. */
  get partitionsAtOnce(): number | undefined {
    return 'handleInSteps' in this.contribution ? this.contribution.partitionsAtOnce : undefined;
  }

  /** Resolves when every record has had its effect, was skipped by the gate, or lies in the dead-letter topic. */
  async deliver(records: readonly EventRecord[], signal: AbortSignal): Promise<void> {
    const readable: ReadableEvent[] = [];
    for (const record of records) {
      const read = await this.read(record, signal);
      if (read) readable.push(read);
    }
    const admitted = await this.admit(readable, signal);
    const delivery: Delivery = { signal, outOfPatience: new Set() };
    if (!('handleBatch' in this.contribution)) {
      await this.inLanes(admitted, delivery);
      return;
    }
    for (const ofMerchant of byMerchant(admitted).values())
      await this.attempt(ofMerchant, delivery);
  }

  /** Tries a postponed record once. @returns whether it is done with: handled, skipped, or set aside */
  async tryAgain(record: EventRecord, signal: AbortSignal): Promise<boolean> {
    let admitted: ReadableEvent | undefined;
    try {
      const read = await this.readOnce(record);
      if (read) [admitted] = await this.admit([read], signal);
    } catch (error) {
      if (error instanceof SchemaUnavailableError) return false;
      throw error;
    }
    if (!admitted) return true;
    try {
      return await this.once([admitted], signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NotYetError) return false;
    }
    return this.attempt([admitted], { signal, outOfPatience: new Set() });
  }

  /** What the gate lets through. */
  private async admit(
    records: readonly ReadableEvent[],
    signal: AbortSignal,
  ): Promise<ReadableEvent[]> {
    const admitted: ReadableEvent[] = [];
    for (const [merchantId, ofMerchant] of byMerchant(records)) {
      await this.waitForEnablement(signal);
      if (this.contribution.projection || this.services.gate.isOn(this.plugin, merchantId)) {
        admitted.push(...ofMerchant);
      } else {
        const labels = { topic: this.topic, group: this.group };
        this.services.metrics.skipped.inc(labels, ofMerchant.length);
      }
    }
    return admitted;
  }

  private read(record: EventRecord, signal: AbortSignal): Promise<ReadableEvent | undefined> {
    const place = { topic: this.topic, group: this.group, position: record.position };
    const options = { ...this.services, place, retry: this.retry, signal };
    return awaitSchema(() => this.readOnce(record), options);
  }

  /** @returns undefined where the record is none of the contract, and was set aside @throws SchemaUnavailableError */
  private async readOnce(record: EventRecord): Promise<ReadableEvent | undefined> {
    try {
      return await readEvent(record, this.contribution.contract, this.services.codec);
    } catch (error) {
      if (error instanceof SchemaUnavailableError) throw error;
      await this.setAside(record, error instanceof Error ? error : new Error(String(error)), 1);
      return undefined;
    }
  }

  private async waitForEnablement(signal: AbortSignal): Promise<void> {
    while (!this.services.gate.knowsEnablement()) await pause(250, undefined, { signal });
  }

  /** Keys side by side, the records of one key one after the other. */
  private async inLanes(records: readonly ReadableEvent[], delivery: Delivery): Promise<void> {
    const waiting = [
      ...Map.groupBy(
        records,
        ({ record, envelope }) => `${envelope.merchantId}/${record.key}`,
      ).values(),
    ];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const record of next) await this.attempt([record], delivery);
      }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: lanes }, work));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async once(records: readonly ReadableEvent[], signal: AbortSignal): Promise<true> {
    await this.handle(records, signal);
    this.services.metrics.handled.inc({ topic: this.topic, group: this.group }, records.length);
    return true;
  }

  /**
   * Tries until it works, halving a batch to find the record at fault; postpones what is ahead of something, and sets aside
   * what keeps failing. Rejects only when the host stops or the broker takes no dead letter.
   * @returns whether all are done with; else at least one was postponed
   */
  private async attempt(records: readonly ReadableEvent[], delivery: Delivery): Promise<boolean> {
    const { signal } = delivery;
    const [first] = records;
    if (!first) return true;
    const startedAt = performance.now();
    // What fails for the sake of the surroundings does not count against the record.
    let failures = 0;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await this.once(records, signal);
      } catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof Error ? error : new Error(String(error));
        this.report(first, cause, attempt);
        if (!isPassing(cause)) failures += 1;
        const isOver =
          cause instanceof NotYetError
            ? cause.isLong || this.isOutOfPatience(first, delivery, startedAt)
            : failures >= (records.length > 1 ? 1 : this.retry.attempts);
        if (isOver) return this.giveWay(records, cause, failures, delivery);
        await pause(pauseAfter(this.retry, attempt, Math.random()), undefined, { signal });
      }
    }
  }

  private isOutOfPatience(
    { envelope }: ReadableEvent,
    { outOfPatience }: Delivery,
    startedAt: number,
  ): boolean {
    return (
      outOfPatience.has(envelope.merchantId) || performance.now() - startedAt > this.retry.patience
    );
  }

  /** Makes room for the records behind: a batch is halved, one record is postponed or set aside. */
  private async giveWay(
    records: readonly ReadableEvent[],
    cause: Error,
    attempts: number,
    delivery: Delivery,
  ): Promise<boolean> {
    const [first] = records;
    if (!first) return true;
    if (records.length > 1) {
      const middle = Math.ceil(records.length / 2);
      const isFirstHalfDone = await this.attempt(records.slice(0, middle), delivery);
      return (await this.attempt(records.slice(middle), delivery)) && isFirstHalfDone;
    }
    if (cause instanceof NotYetError) {
      delivery.outOfPatience.add(first.envelope.merchantId);
      await this.services.postponed.add(first.record, this.group, first.envelope);
      return false;
    }
    await this.setAside(first.record, cause, attempts);
    return true;
  }

  private handle(records: readonly ReadableEvent[], signal: AbortSignal): Promise<void> {
    const [first] = records;
    if (!first) return Promise.resolve();
    const { envelope, event } = first;
    const context = {
      correlation_id: envelope.correlationId,
      merchant_id: envelope.merchantId,
      plugin_id: this.plugin.id,
      event_type: envelope.type,
    };
    return logContext.run(context, async () => {
      const { contribution, scope } = this;
      const { database, processed } = this.services;
      const unknown = (await processed?.without(this, envelope.merchantId, records)) ?? records;
      if (unknown.length === 0) return;
      if ('handleInSteps' in contribution) {
        await contribution.handleInSteps(event, { envelope, scope, signal });
        await claimHandled(database, envelope.merchantId, this, unknown);
        await processed?.note(this.group, envelope.merchantId, unknown);
        return;
      }
      await database.transaction(envelope.merchantId, async (tx) => {
        const fresh = await claimEvents(tx, this, unknown);
        if (fresh.length === 0) return;
        if ('handleBatch' in contribution) {
          await contribution.handleBatch(
            fresh.map((one) => one.event),
            { tx, envelopes: fresh.map((one) => one.envelope), scope },
          );
        } else {
          await contribution.handle(event, { tx, envelope, scope });
        }
      });
      await processed?.note(this.group, envelope.merchantId, unknown);
    });
  }

  private report({ record, envelope }: ReadableEvent, cause: Error, attempt: number): void {
    this.services.metrics.failed.inc({ topic: this.topic, group: this.group });
    this.services.logger.warn(
      {
        err: cause,
        topic: record.topic,
        group: this.group,
        position: record.position,
        merchant_id: envelope.merchantId,
        correlation_id: envelope.correlationId,
        attempt,
      },
      'event handler failed',
    );
  }

  private async setAside(record: EventRecord, cause: Error, attempts: number): Promise<void> {
    await this.services.bus.publish([deadLetterOf(record, this.group, cause, attempts)]);
    this.services.metrics.deadLettered.inc({ topic: this.topic, group: this.group });
    this.services.logger.error(
      { err: cause, topic: record.topic, group: this.group, position: record.position },
      'event set aside in the dead-letter topic',
    );
  }
}
