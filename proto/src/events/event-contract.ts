import type { AvroRecord } from './avro-schema.js';

declare const record: unique symbol;

/**
 * What producers and consumers of a topic agree on. `T` is a record's payload in TypeScript; the codec takes
 * and gives it for this contract and no other.
 */
export interface EventContract<T> {
  /** The topic: `promotion.events`. */
  readonly topic: string;
  /** The CloudEvents type of the records (header `ce_type`): `promotion.events`. */
  readonly type: string;
  /** The field of the payload that is the record's key. Records of one key keep their order. */
  readonly key: string;
  /** What is written, and what records are read as. */
  readonly schema: AvroRecord;
  /** Released schemas that differ on the wire and that records in the topic may still be written in. */
  readonly earlierSchemas: readonly AvroRecord[];
  /** Never set: it only carries `T`. */
  readonly [record]?: T;
}

/** Declares a contract; `key` must be a field of the payload. */
export const eventContract = <T>(
  contract: Omit<EventContract<T>, 'key' | typeof record> & { readonly key: keyof T & string },
): EventContract<T> => contract;

/** The payload type of a contract: `RecordOf<typeof promotionEvents>`. */
export type RecordOf<C> = C extends EventContract<infer T> ? T : never;
