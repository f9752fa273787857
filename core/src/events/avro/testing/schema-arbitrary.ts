import type { AvroSchema } from '@promenade/proto';
import type { Arbitrary } from 'fast-check';
import * as fc from 'fast-check';

const MAX_TIME = 2 ** 52 - 1;
const times = fc.date({ min: new Date(-MAX_TIME), max: new Date(MAX_TIME), noInvalidDate: true });

const text = (): Arbitrary<string> => fc.string({ unit: 'binary' });

/** Arbitrary values of an Avro schema, for property tests. References to named types are not supported. */
export const valuesOf = (schema: AvroSchema): Arbitrary<unknown> => {
  if (typeof schema === 'string') {
    switch (schema) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'int':
        return fc.integer();
      case 'double':
        return fc.double();
      case 'bytes':
        return fc.uint8Array().map((bytes) => Buffer.from(bytes));
      case 'string':
        return text();
      default:
        throw new Error(`no values of ${JSON.stringify(schema)}`);
    }
  }
  if (!('type' in schema)) return fc.oneof(...schema.map(valuesOf));
  if ('logicalType' in schema) {
    return schema.logicalType === 'uuid' ? fc.uuid() : times;
  }
  switch (schema.type) {
    case 'enum':
      return fc.constantFrom(...schema.symbols);
    case 'array':
      return fc.array(valuesOf(schema.items));
    case 'map':
      // Assigning to __proto__ sets a prototype instead of a key, in avsc as everywhere.
      return fc.dictionary(
        text().filter((key) => key !== '__proto__'),
        valuesOf(schema.values),
        {
          noNullPrototype: true,
        },
      );
    case 'record':
      return fc.record(
        Object.fromEntries(schema.fields.map(({ name, type }) => [name, valuesOf(type)])),
        {
          noNullPrototype: true,
        },
      );
    default:
      throw new Error(`no values of ${JSON.stringify(schema)}`);
  }
};
