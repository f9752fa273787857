import {
  type AvroField,
  type AvroRecord,
  type EventContract,
  eventContract,
} from '@promenade/proto';

export interface Sale {
  readonly id: string;
  readonly pieces?: number;
}

export const idField: AvroField = { name: 'id', type: 'string' };
export const piecesField: AvroField = { name: 'pieces', type: 'int', default: 1 };

export const saleSchema = (...fields: AvroField[]): AvroRecord => ({
  type: 'record',
  name: 'Sale',
  namespace: 'test',
  fields,
});

/** A contract of sales, with the key `id`. */
export const saleContract = (topic: string, schema = saleSchema(idField)): EventContract<Sale> =>
  eventContract<Sale>({ topic, type: topic, key: 'id', schema, earlierSchemas: [] });
