import type { Type } from 'avsc';
import avsc from 'avsc';

const names: Readonly<Record<string, string>> = {
  'logical:timestamp-millis': 'a valid Date',
  'logical:uuid': 'a UUID in lower case',
  boolean: 'a boolean',
  int: 'a whole number of 32 bits',
  long: 'a whole number',
  double: 'a number',
  bytes: 'a Buffer',
  string: 'a string',
  map: 'an object by key',
  array: 'an array',
};

/** What a value of an Avro type is, for a person who reads an error. */
export const expectedValue = (type: Type): string => {
  if (type instanceof avsc.types.EnumType) return `one of ${type.symbols.join(', ')}`;
  if (type instanceof avsc.types.RecordType) return `an object with the fields of ${type.name}`;
  if (type instanceof avsc.types.UnwrappedUnionType)
    return type.types.map(expectedValue).join(' or ');
  return names[type.typeName] ?? type.typeName;
};

/** What kind of value a value is, without saying the value. */
export const kindOfValue = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'another string';
  if (typeof value === 'number')
    return Number.isSafeInteger(value)
      ? 'another number'
      : 'a number with a fraction or out of range';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};
