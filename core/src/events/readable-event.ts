import type { EventContract } from '@promenade/proto';
import type { AvroCodec } from './avro/avro-codec.js';
import type { EventRecord } from './event-bus.js';
import { type EventEnvelope, readEnvelope } from './event-headers.js';

/** A record whose envelope and payload could be read. */
export interface ReadableEvent {
  readonly record: EventRecord;
  readonly envelope: EventEnvelope;
  readonly event: unknown;
}

/**
 * Reads a record, after finding the schema that it was written in.
 * @throws SchemaUnavailableError when that schema cannot be had now; any other error when headers or bytes are no event of the
 * contract, or when they disagree on the merchant
 */
export const readEvent = async (
  record: EventRecord,
  contract: EventContract<unknown>,
  codec: AvroCodec,
): Promise<ReadableEvent> => {
  const envelope = readEnvelope(record.headers);
  await codec.prepare(contract, record.value);
  const event = codec.decode(contract, record.value);
  assertSameMerchant(event, envelope);
  return { record, envelope, event };
};

/** The envelope says whose the event is; a payload that says otherwise is not believed. */
export const assertSameMerchant = (
  event: unknown,
  { merchantId }: Pick<EventEnvelope, 'merchantId'>,
): void => {
  if (typeof event !== 'object' || event === null || !('merchant_id' in event)) return;
  // The envelope's is in lower case; a UUID may be written in either.
  if (String(event.merchant_id).toLowerCase() !== merchantId) {
    throw new Error('the payload is of another merchant than the envelope');
  }
};

export const byMerchant = (events: readonly ReadableEvent[]): Map<string, ReadableEvent[]> =>
  Map.groupBy(events, ({ envelope }) => envelope.merchantId);
