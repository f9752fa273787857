import type { EventContract } from '@promenade/proto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { logContext } from '../context/request-context.js';
import type { Transaction } from '../database/transaction.js';
import { coreError } from '../errors/core-errors.js';
import type { AvroCodec } from './avro/avro-codec.js';
import type { EventHeaders } from './event-headers.js';

/** In bytes. With its key and headers the record stays under what Kafka takes by default, 1,048,588 (docs/guides/another-broker.md). */
const largestPayload = 1_000_000;

export interface AppendOptions<T> {
  /** The ce_id, where the payload carries it; else a new UUID v7. */
  readonly id?: (value: T) => string;
  /** Of what the event follows from, where one transaction answers several; else of what is being done. */
  readonly correlationId?: (value: T) => string;
  /** Fixed partition, from 0, where the topic's records must not be spread by key. */
  readonly partition?: (value: T) => number;
}

/** A plugin appends events that its definition does not name. A fault of its code. */
export class UndeclaredContractError extends Error {
  override readonly name = 'UndeclaredContractError';

  constructor(topic: string, source: string) {
    super(
      `'${source}' appends events of '${topic}', which it does not declare: add the contract to 'contributes.produces' of its definition`,
    );
  }
}

/** Events that leave with the transaction: they are published if it commits, and only then. */
export class Outbox {
  constructor(
    private readonly codec: AvroCodec,
    private readonly source: string,
    /** What may be appended; everything unless given. */
    private readonly produces?: readonly Pick<EventContract<unknown>, 'topic'>[],
  ) {}

  /**
   * Appends events of one topic with a single statement.
   * @throws EventEncodeError when a value does not fit its contract; UndeclaredContractError when the plugin does not
   * declare that it produces the contract; `core:event-too-large` (413) when a payload has more than 1,000,000 bytes
   */
  async append<T extends object>(
    tx: Transaction,
    contract: EventContract<T>,
    values: readonly T[],
    options: AppendOptions<T> = {},
  ): Promise<void> {
    if (this.produces?.every(({ topic }) => topic !== contract.topic)) {
      throw new UndeclaredContractError(contract.topic, this.source);
    }
    if (values.length === 0) return;
    const correlationId = logContext.getStore()?.correlation_id ?? uuidv7();
    const time = new Date().toISOString();
    const records = values.map((value) => ({
      ce_id: options.id?.(value) ?? uuidv7(),
      ce_correlationid: options.correlationId?.(value) ?? correlationId,
    }));
    const ids = records.map(({ ce_id }) => ce_id);
    const keys = values.map((value) => String(value[contract.key as keyof T]));
    const payloads = values.map((value) => sendable(contract, this.codec.encode(contract, value)));
    const headers = records.map(({ ce_id, ce_correlationid }) =>
      JSON.stringify({
        ce_specversion: '1.0',
        ce_id,
        ce_type: contract.type,
        ce_source: this.source,
        ce_time: time,
        ce_merchantid: tx.merchantId,
        ce_correlationid,
        'content-type': this.codec.contentType,
      } satisfies EventHeaders),
    );
    const partitions = values.map((value) => options.partition?.(value) ?? null);
    await sql`
      insert into promenade.outbox (id, aggregatetype, aggregateid, type, payload, headers, merchant_id, partition)
      select id, ${contract.topic}, key, ${contract.type}, payload, headers, ${tx.merchantId}, partition
      from unnest(${ids}::uuid[], ${keys}::text[], ${payloads}::bytea[], ${headers}::jsonb[], ${partitions}::int[])
        with ordinality as row (id, key, payload, headers, partition, place)
      order by place
    `.execute(tx.sql);
  }
}

/** @throws `core:event-too-large`: no broker would take the record, and none behind it could leave */
const sendable = (
  { topic, type }: Pick<EventContract<unknown>, 'topic' | 'type'>,
  payload: Buffer,
): Buffer => {
  if (payload.length <= largestPayload) return payload;
  throw coreError('event-too-large', {
    params: { topic, type, bytes: payload.length, limit: largestPayload },
  });
};
