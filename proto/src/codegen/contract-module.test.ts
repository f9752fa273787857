import { describe, expect, it } from '@jest/globals';
import type { AvroRecord } from '../events/avro-schema.js';
import { contractModule } from './contract-module.js';

const now: AvroRecord & { key: string } = {
  type: 'record',
  name: 'Sale',
  doc: 'A sale.',
  key: 'id',
  fields: [
    { name: 'id', doc: 'The sale.', type: 'string' },
    { name: 'pieces', doc: 'How many.', type: 'int', default: 1 },
  ],
};
const before: AvroRecord = { ...now, fields: now.fields.slice(0, 1) };
const reworded: AvroRecord = { ...now, doc: 'Something sold.' };

describe('contractModule', () => {
  it('exports the contract under the name of its topic', () => {
    const { fileName, names, source } = contractModule({
      topic: 'shop.sale_made',
      schema: now,
      released: [],
    });
    expect(fileName).toBe('shop-sale-made.ts');
    expect(names).toEqual(['SaleRecord', 'shopSaleMade']);
    expect(source).toContain('export const shopSaleMade = eventContract<SaleRecord>({');
    expect(source).toContain("key: 'id',");
  });

  it('keeps released schemas that differ on the wire, and only those', () => {
    const { source } = contractModule({
      topic: 'sale',
      schema: now,
      released: [before, { ...before, doc: 'Reworded.' }, reworded],
    });
    const [, earlier = ''] = source.split('earlierSchemas:');
    expect(earlier.match(/"name": "Sale"/g)).toHaveLength(1);
    expect(earlier).not.toContain('pieces');
  });

  it('refuses a key that is no field', () => {
    expect(() =>
      contractModule({ topic: 'sale', schema: { ...now, key: 'nr' }, released: [] }),
    ).toThrow('sale: "key" must name a field of the record, got "nr"');
  });
});
