import { z } from 'zod';
import type { Database } from '../../database/database.js';
import { noMerchant } from '../../database/no-merchant.js';
import { coreError } from '../../errors/core-errors.js';
import { decodeCursor } from '../../http/page.js';
import type { EventBus, StoredRecord, TopicSize } from '../event-bus.js';
import { readEnvelope } from '../event-headers.js';
import { giveBack } from '../postponed-events.js';
import { type Settlement, settle, statesOf } from './dead-letter-states.js';
import {
  type DeadLetter,
  type DeadLetterState,
  deadLetterView,
  merchantOfHeaders,
  placeOf,
} from './dead-letter-view.js';
import { LetterLane } from './letter-lane.js';
import type { LetterReader, ReadPayload } from './letter-reader.js';

export interface DeadLetterFilter {
  /** Topic of origin. */
  readonly topic?: string | undefined;
  readonly group?: string | undefined;
  /** All merchants', and nobody's, unless given. */
  readonly merchantId?: string | undefined;
  /** All states unless given. */
  readonly state?: DeadLetterState | undefined;
}

export interface DeadLetterPage {
  /** Newest first; may be fewer than the limit though there are more. */
  readonly items: readonly DeadLetter[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/** A dead letter with all that is in it. */
export interface DeadLetterDetail extends DeadLetter {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: ReadPayload;
}

/** Who acts; with a merchant, another merchant's letters and nobody's are not there. */
export interface Actor {
  readonly by: string;
  readonly merchantId?: string | undefined;
}

/** Records looked at for one page: what is filtered out is read as well, and a caller should not wait for all of it. */
const scanLimit = 5_000;

const cursorValues = [
  z.record(
    z.string().max(500),
    z.record(z.string().regex(/^\d{1,9}$/), z.string().regex(/^\d{1,18}$/)),
  ),
] as const;

/**
 * What consumers set aside, for operators: looked at where it lies, given back to the group that could not handle it, or put
 * away. A broker deletes no single record, so what became of a letter is kept in the database.
 */
export class DeadLetters {
  constructor(
    private readonly bus: EventBus,
    private readonly database: Database,
    private readonly reader: LetterReader,
  ) {}

  /** The dead-letter topics with the records that they hold, settled ones included. */
  async topics(
    filter: Pick<DeadLetterFilter, 'topic' | 'group'> = {},
  ): Promise<readonly TopicSize[]> {
    const suffix = filter.group === undefined ? '.dlq' : `.${filter.group}.dlq`;
    const prefix = filter.topic === undefined ? '' : `${filter.topic}.`;
    const found = await this.bus.topics(suffix);
    return found.filter(({ topic }) => topic.startsWith(prefix));
  }

  /**
   * Lists dead letters, newest first over all topics.
   * @param page.limit 1 or more
   * @throws invalid-cursor
   */
  async list(
    filter: DeadLetterFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<DeadLetterPage> {
    const [places] = decodeCursor(page.cursor, cursorValues) ?? [{}];
    const lanes = (await this.topics(filter))
      .filter(({ records }) => records > 0)
      .map(
        ({ topic }) => new LetterLane(this.bus, this.database, topic, places[topic], page.limit),
      );
    const items: DeadLetter[] = [];
    for (let scanned = 0; scanned < scanLimit && items.length < page.limit; scanned += 1) {
      const lane = await newestOf(lanes);
      if (!lane) return { items, next: undefined };
      const letter = lane.take();
      if (letter && matches(letter, filter)) items.push(letter);
    }
    const isAtEnd = lanes.every((lane) => lane.isAtEnd);
    return { items, next: isAtEnd ? undefined : cursorOf(lanes) };
  }

  /** @throws dead-letter-not-found */
  async show(id: string, merchantId?: string): Promise<DeadLetterDetail> {
    const { letter, record } = await this.find(id, merchantId);
    const payload = await this.reader.read(record, letter);
    return { ...letter, headers: record.headers, payload };
  }

  /**
   * Gives a letter back to the group that set it aside, and to that one only: the next host that consumes it tries it again,
   * within about a second. What is done already has no effect again; what fails again is set aside again, as a new letter.
   * @throws dead-letter-not-found; dead-letter-unaddressed when it names no merchant or event, so that no group could take it
   */
  async replay(id: string, actor: Actor): Promise<void> {
    const { letter, record } = await this.find(id, actor.merchantId);
    const envelope = envelopeOf(record);
    if (!envelope) throw coreError('dead-letter-unaddressed');
    await this.database.transaction(envelope.merchantId, async (tx) => {
      await giveBack(tx, letter, { record: asItCame(record, letter), eventId: envelope.eventId });
      await settle(tx, record, { state: 'replayed', by: actor.by });
    });
  }

  /** Puts an open letter away for good. @throws dead-letter-not-found; dead-letter-settled when it is no longer open */
  async discard(
    id: string,
    { by, merchantId, reason }: Actor & { reason?: string },
  ): Promise<void> {
    const { letter, record } = await this.find(id, merchantId);
    if (letter.state !== 'open') throw coreError('dead-letter-settled');
    const settlement: Settlement = { state: 'discarded', by, reason };
    await this.database.transaction(letter.merchantId ?? noMerchant, (tx) =>
      settle(tx, record, settlement),
    );
  }

  private async find(
    id: string,
    merchantId: string | undefined,
  ): Promise<{ readonly letter: DeadLetter; readonly record: StoredRecord }> {
    const place = placeOf(id);
    const record = place && (await this.bus.readOne(place.topic, place.position));
    const letter = record && deadLetterView(record);
    if (!letter || (merchantId !== undefined && letter.merchantId !== merchantId)) {
      throw coreError('dead-letter-not-found');
    }
    const stateOf = await statesOf(this.database, record.topic, [record]);
    return { letter: { ...letter, ...stateOf(record) }, record };
  }
}

const newestOf = async (lanes: readonly LetterLane[]): Promise<LetterLane | undefined> => {
  const times = await Promise.all(lanes.map((lane) => lane.nextTime()));
  let newest: { readonly lane: LetterLane; readonly time: Date } | undefined;
  for (const [index, lane] of lanes.entries()) {
    const time = times[index];
    if (time && (!newest || time > newest.time)) newest = { lane, time };
  }
  return newest?.lane;
};

const matches = (
  letter: DeadLetter,
  { topic, group, merchantId, state }: DeadLetterFilter,
): boolean =>
  (topic === undefined || letter.topic === topic) &&
  (group === undefined || letter.group === group) &&
  (merchantId === undefined || letter.merchantId === merchantId) &&
  (state === undefined || letter.state === state);

const cursorOf = (lanes: readonly LetterLane[]): string => {
  const places = lanes.flatMap((lane) => (lane.places ? [[lane.topic, lane.places] as const] : []));
  return Buffer.from(JSON.stringify([Object.fromEntries(places)])).toString('base64url');
};

const envelopeOf = ({ headers }: StoredRecord) => {
  if (merchantOfHeaders(headers) === undefined) return undefined;
  try {
    return readEnvelope(headers);
  } catch {
    return undefined;
  }
};

/** The record as its group was given it the first time. */
const asItCame = (record: StoredRecord, { topic, origin }: DeadLetter) => ({
  topic,
  key: record.key,
  value: record.value,
  position: origin,
  headers: Object.fromEntries(
    Object.entries(record.headers).filter(([name]) => !name.startsWith('dlq_')),
  ),
});
