import { isDate } from 'node:util/types';
import type { Type } from 'avsc';
import avsc from 'avsc';

/**
 * The farthest instants from the epoch, about 142,000 years, in milliseconds. A `Date` reaches farther, but beyond this
 * avsc 5 loses the last bit, and with it the sign, when it doubles the number (zig-zag) past 2^53.
 */
const MAX_EPOCH_MILLIS = 2 ** 52 - 1;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What both logical types have in common: values written under the same logical type are read, others are not.
 * Avro would let a plain `long` pass for a time; a contract must not, since the parsing canonical form (and with
 * it the fingerprint on the wire) leaves logical types out.
 */
abstract class StrictLogicalType extends avsc.types.LogicalType {
  protected override _resolve(writer: Type): ((value: unknown) => unknown) | undefined {
    // The writer's type has already turned the value into ours.
    return writer.typeName === this.typeName ? (value) => value : undefined;
  }
}

/** Avro `timestamp-millis` on `long`: a `Date`, exact to the millisecond. */
class TimestampMillis extends StrictLogicalType {
  protected override _fromValue(millis: number): Date {
    if (Math.abs(millis) > MAX_EPOCH_MILLIS) throw new RangeError(`${millis} ms is out of range`);
    return new Date(millis);
  }

  protected override _toValue(value: unknown): number | undefined {
    // False for an invalid date too, whose time is NaN.
    return isDate(value) && Math.abs(value.getTime()) <= MAX_EPOCH_MILLIS
      ? value.getTime()
      : undefined;
  }
}

/** Avro `uuid` on `string`: a UUID in lower case, checked when written and when read. */
class Uuid extends StrictLogicalType {
  protected override _fromValue(text: string): string {
    if (!UUID.test(text)) throw new TypeError('not a UUID in lower case');
    return text;
  }

  protected override _toValue(value: unknown): string | undefined {
    return typeof value === 'string' && UUID.test(value) ? value : undefined;
  }
}

/** The logical types of the contracts, by their name in Avro. */
export const logicalTypes = { 'timestamp-millis': TimestampMillis, uuid: Uuid };
