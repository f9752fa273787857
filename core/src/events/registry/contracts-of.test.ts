import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../../testing/sample-plugin.js';
import { onEvent } from '../on-event.js';
import { contractsOf } from './contracts-of.js';
import { idField, piecesField, saleContract, saleSchema } from './testing/sale-contract.js';

const sale = saleContract('sale');
const takes = (contract = sale, group = 'books') =>
  onEvent(contract, { permission: 'books.handle', group, handle: async () => undefined });
const topicsOf = (...contributes: Parameters<typeof samplePlugin>[1][]) =>
  contractsOf(contributes.map((spec, index) => samplePlugin(`p${index}`, spec).spec)).map(
    ({ pluginId, contract }) => `${pluginId} ${contract.topic}`,
  );

describe('contractsOf', () => {
  it('has what plugins produce and what they take, once each', () => {
    expect(
      topicsOf(
        { contributes: { produces: [sale], events: [takes(), takes(sale, 'other')] } },
        { contributes: { events: [takes(saleContract('refund'))] } },
        {},
      ),
    ).toEqual(['p0 sale', 'p1 refund']);
  });

  it('has both schemas where a plugin writes another one than it reads', () => {
    const newer = saleContract('sale', saleSchema(idField, piecesField));
    expect(topicsOf({ contributes: { produces: [newer], events: [takes()] } })).toHaveLength(2);
  });
});
