import type { Type } from 'avsc';
import avsc from 'avsc';
import { BodyCursor } from './body-cursor.js';

const { types } = avsc;
const MAX_INT = 2 ** 31;
/** Beyond this a number loses bits: it is doubled on the wire (zig-zag), and a double holds 53. */
const MAX_LONG = 2 ** 52;

/**
 * Walks the blocks of a map or an array. A count may not exceed the bytes that are left: the entries of contracts take
 * a byte at least.
 */
const walkBlocks = (cursor: BodyCursor, entry: (index: number) => void): void => {
  let index = 0;
  for (let count = cursor.long(); count !== 0; count = cursor.long()) {
    if (count < 0) cursor.length(); // a negative count is followed by the size of the block in bytes
    let due = Math.abs(count);
    if (due > cursor.bytesLeft) {
      cursor.fail('truncated', `${due} entries are due and ${cursor.bytesLeft} bytes left`);
    }
    for (; due > 0; due--) entry(index++);
  }
};

const choice = (cursor: BodyCursor, among: number): number => {
  const index = cursor.long();
  const exists = index >= 0 && index < among;
  return exists ? index : cursor.fail('malformed', `choice ${index} of ${among}`);
};

const whole = (cursor: BodyCursor, type: string, fits: (value: number) => boolean): void => {
  const value = cursor.long();
  if (!fits(value)) cursor.fail('malformed', `${value} is out of the range of ${type}`);
};

const walkPrimitive = (cursor: BodyCursor, typeName: string): void => {
  switch (typeName) {
    case 'null':
      return;
    case 'boolean':
      return cursor.skip(1);
    case 'float':
      return cursor.skip(4);
    case 'double':
      return cursor.skip(8);
    case 'string':
    case 'bytes':
      return cursor.skip(cursor.length());
    case 'int':
      return whole(cursor, typeName, (value) => value >= -MAX_INT && value < MAX_INT);
    case 'long':
      // A long without a logical type stands in schemas of other producers only, in fields that are skipped.
      cursor.long();
      return;
    default:
      cursor.fail('malformed', `the type ${typeName} is not known`);
  }
};

const walkInside = (cursor: BodyCursor, step: string, type: Type): void => {
  cursor.enter(step);
  walk(cursor, type);
  cursor.leave();
};

const walkLogical = (cursor: BodyCursor, underlying: Type): void => {
  if (underlying.typeName !== 'long') return walk(cursor, underlying);
  whole(cursor, 'long', (value) => value >= -MAX_LONG && value < MAX_LONG);
};

const walk = (cursor: BodyCursor, type: Type): void => {
  if (type instanceof types.RecordType) {
    for (const field of type.fields) walkInside(cursor, field.name, field.type);
  } else if (type instanceof types.LogicalType) {
    walkLogical(cursor, type.underlyingType);
  } else if (type instanceof types.EnumType) {
    choice(cursor, type.symbols.length);
  } else if (type instanceof types.FixedType) {
    cursor.skip(type.size);
  } else if (type instanceof types.UnwrappedUnionType || type instanceof types.WrappedUnionType) {
    const branch = type.types[choice(cursor, type.types.length)];
    if (branch) walk(cursor, branch);
  } else if (type instanceof types.MapType) {
    const values = type.valuesType as Type;
    walkBlocks(cursor, () => walkInside(cursor, cursor.text(), values));
  } else if (type instanceof types.ArrayType) {
    walkBlocks(cursor, (index) => walkInside(cursor, String(index), type.itemsType));
  } else {
    walkPrimitive(cursor, type.typeName);
  }
};

/**
 * Checks that a body is exactly one value of the type it was written as, before avsc reads it. avsc looks for the end
 * only when it is done, and until then believes a map's count: a few wrong bytes would keep the process busy for days.
 * @throws BodyFault with the field at which the body goes wrong.
 */
export const checkBody = (writer: Type, body: Buffer): void => {
  const cursor = new BodyCursor(body);
  walk(cursor, writer);
  if (cursor.bytesLeft > 0) {
    cursor.fail('trailing-bytes', `${cursor.bytesLeft} bytes follow the record`);
  }
};
