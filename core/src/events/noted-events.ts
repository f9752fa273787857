import type { Counter } from 'prom-client';
import type { ProcessedKeys } from '../cache/processed-keys.js';
import type { ReadableEvent } from './readable-event.js';

interface Consumer {
  readonly group: string;
  readonly topic: string;
}

/** The fast note of processed events as a consumer uses it. While it is away, the table `processed_events` alone decides. */
export class NotedEvents {
  constructor(
    private readonly keys: ProcessedKeys,
    private readonly repeated: Counter<'topic' | 'group'>,
  ) {}

  /** @param records of one merchant. @returns those that are not noted as processed by the group */
  async without(
    { group, topic }: Consumer,
    merchantId: string,
    records: readonly ReadableEvent[],
  ): Promise<readonly ReadableEvent[]> {
    const noted = await this.keys.noted(group, merchantId, idsOf(records)).catch(nothing);
    if (!noted || noted.size === 0) return records;
    const fresh = records.filter(({ envelope }) => !noted.has(envelope.eventId));
    this.repeated.inc({ topic, group }, records.length - fresh.length);
    return fresh;
  }

  /** Only after the rows in `processed_events` are committed. @param records of one merchant */
  async note(group: string, merchantId: string, records: readonly ReadableEvent[]): Promise<void> {
    await this.keys.note(group, merchantId, idsOf(records)).catch(nothing);
  }
}

const idsOf = (records: readonly ReadableEvent[]): string[] => [
  ...new Set(records.map(({ envelope }) => envelope.eventId)),
];

/** Whoever speaks to the server has counted and logged the fault. */
const nothing = (): undefined => undefined;
