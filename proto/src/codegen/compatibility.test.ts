import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { AvroField, AvroRecord } from '../events/avro-schema.js';
import { incompatibilities } from './compatibility.js';
import { contractSources } from './contract-sources.js';

const contracts = contractSources(fileURLToPath(new URL('../..', import.meta.url)));

describe('the event contracts', () => {
  it.each(contracts)(
    '$topic stays compatible with each of its releases',
    ({ schema, released }) => {
      expect(released.flatMap((earlier) => incompatibilities(earlier, schema))).toEqual([]);
    },
  );

  it('have a release each', () => {
    expect(contracts.filter(({ released }) => released.length === 0)).toEqual([]);
  });
});

const sale = (...fields: AvroField[]): AvroRecord => ({ type: 'record', name: 'Sale', fields });
const id: AvroField = { name: 'id', type: 'string' };
const colour = (symbols: string[], fallback?: string): AvroField => ({
  name: 'colour',
  type: { type: 'enum', name: 'Colour', symbols, ...(fallback && { default: fallback }) },
});
const at = (type: AvroField['type']): AvroField => ({ name: 'at', type });

describe('incompatibilities', () => {
  it.each<[string, AvroRecord, AvroRecord]>([
    ['a new field with a default', sale(id), sale(id, { name: 'n', type: 'int', default: 1 })],
    [
      'a new enum symbol where there is a default',
      sale(colour(['A'], 'A')),
      sale(colour(['A', 'B'], 'A')),
    ],
    ['other words in a doc', sale(id), sale({ ...id, doc: 'The sale.' })],
  ])('allows %s', (_, released, current) => {
    expect(incompatibilities(released, current)).toEqual([]);
  });

  it.each<[string, AvroRecord, AvroRecord]>([
    ['a new field without a default', sale(id), sale(id, { name: 'n', type: 'int' })],
    ['a field without default taken away', sale(id, { name: 'n', type: 'int' }), sale(id)],
    ['a new enum symbol without a default', sale(colour(['A'])), sale(colour(['A', 'B']))],
    ['a wider number, which old readers cannot read', sale(at('int')), sale(at('double'))],
    ['another name', sale(id), { ...sale(id), name: 'Purchase' }],
    ['a logical type added', sale(at('string')), sale(at({ type: 'string', logicalType: 'uuid' }))],
    [
      'a logical type taken away',
      sale(at({ type: 'string', logicalType: 'uuid' })),
      sale(at('string')),
    ],
  ])('refuses %s', (_, released, current) => {
    expect(incompatibilities(released, current)).not.toEqual([]);
  });
});
