import { describe, expect, it } from '@jest/globals';
import type { AvroField, AvroRecord } from '../events/avro-schema.js';
import { typeScriptTypes } from './typescript-types.js';

const recordOf = (...fields: AvroField[]): AvroRecord => ({
  type: 'record',
  name: 'Sale',
  doc: 'A sale.',
  fields,
});

const source = (...fields: AvroField[]): string =>
  typeScriptTypes(recordOf(...fields)).declarations.join('\n');

describe('typeScriptTypes', () => {
  it('names the interface for the record and documents it', () => {
    expect(source({ name: 'n', doc: 'How many.', type: 'int' })).toBe(
      '/** A sale. */\nexport interface SaleRecord {\n  /** How many. */\n  readonly n: number;\n}\n',
    );
  });

  it.each<[string, AvroField['type']]>([
    ['Date', { type: 'long', logicalType: 'timestamp-millis' }],
    ['string', { type: 'string', logicalType: 'uuid' }],
    ['Date | null', ['null', { type: 'long', logicalType: 'timestamp-millis' }]],
    ['Readonly<Record<string, boolean>>', { type: 'map', values: 'boolean' }],
    ['ReadonlyArray<string | null>', { type: 'array', items: ['null', 'string'] }],
  ])('gives %s for its Avro type', (type, schema) => {
    expect(source({ name: 'f', doc: 'A field.', type: schema })).toContain(
      `  readonly f: ${type};\n`,
    );
  });

  it('declares a named type once and refers to it by name', () => {
    const colour = {
      type: 'enum',
      name: 'Colour',
      doc: 'A colour.',
      symbols: ['RED', 'BLUE'],
    } as const;
    const { names, declarations } = typeScriptTypes(
      recordOf(
        { name: 'a', doc: 'A.', type: colour },
        { name: 'b', doc: 'B.', type: 'Colour' as never },
      ),
    );
    expect(names).toEqual(['Colour', 'SaleRecord']);
    expect(declarations[0]).toContain("export type Colour = 'RED' | 'BLUE';");
    expect(declarations[1]).toContain('readonly b: Colour;');
  });

  it('keeps a doc from closing its comment', () => {
    expect(source({ name: 'f', doc: 'A */ in it.', type: 'int' })).toContain(
      '/** A *\\/ in it. */',
    );
  });

  it('refuses a field without doc', () => {
    expect(() => source({ name: 'f', type: 'int' })).toThrow('Sale.f: has no "doc"');
  });

  it('refuses a logical type that it cannot give a TypeScript type', () => {
    const type = { type: 'long', logicalType: 'timestamp-micros' } as never;
    expect(() => source({ name: 'f', doc: 'F.', type })).toThrow(
      'Sale.f: the logical type "timestamp-micros"',
    );
  });

  it('refuses a long without a bound', () => {
    expect(() => source({ name: 'f', doc: 'F.', type: 'long' as never })).toThrow(
      'a long needs a logical type',
    );
  });

  it('refuses a type that nobody declared', () => {
    expect(() => source({ name: 'f', doc: 'F.', type: 'Color' as never })).toThrow(
      'the type "Color" is not known',
    );
  });
});
