import { describe, expect, it, jest } from '@jest/globals';
import type { AvroRecord } from '@promenade/proto';
import { compileForeignSchema, eventContract } from '@promenade/proto';
import * as fc from 'fast-check';
import { AvroCodec } from './avro-codec.js';
import { confluentFormat } from './confluent-format.js';
import { SchemaUnavailableError } from './event-codec-errors.js';
import { singleObjectFormat } from './single-object-format.js';
import { NoSchemaRegistryError } from './writer-schemas.js';

const schema: AvroRecord = {
  type: 'record',
  name: 'Sale',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
  ],
};
interface Sale {
  readonly id: string;
  readonly at: Date;
}
const sales = eventContract<Sale>({
  topic: 'sale',
  type: 'sale',
  key: 'id',
  schema,
  earlierSchemas: [],
});
const sale: Sale = { id: 'a', at: new Date('2026-11-21T09:00:00Z') };

const schemaOf = jest.fn<(schemaId: string) => Promise<string | undefined>>();
const confluent = confluentFormat((_topic, wanted) => (wanted === schema ? 7 : undefined));
const withRegistry = new AvroCodec({ confluent, writing: confluent, writers: { schemaOf } });

/** A record of a producer that has nothing of Promenade but the registry. */
const foreign = (id: number, written: object, value: unknown): Buffer =>
  confluent.frame(String(id), compileForeignSchema(written).toBuffer(value));

/** Reads with a codec of its own, which has seen nothing yet. */
const read = async (record: Buffer): Promise<Sale> => {
  const codec = new AvroCodec({ confluent, writing: confluent, writers: { schemaOf } });
  await codec.prepare(sales, record);
  return codec.decode(sales, record);
};

const nested = {
  type: 'record',
  name: 'Extra',
  fields: [
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 3 } },
    { name: 'ratio', type: 'float' },
    { name: 'either', type: ['int', 'long', 'string'] },
  ],
};
const newer = {
  ...schema,
  fields: [
    { name: 'nanoseconds', type: { type: 'long', logicalType: 'timestamp-nanos' }, default: 0 },
    ...schema.fields,
    { name: 'extras', type: { type: 'array', items: nested }, default: [] },
  ],
};

/** What the producer of the test can write: its library leaves out the two safe integers at the ends. */
const writableLong = fc
  .maxSafeInteger()
  .filter((value) => Math.abs(value) < Number.MAX_SAFE_INTEGER);

describe('a codec with a registry', () => {
  it('writes the id of its schema, and says so', () => {
    expect(withRegistry.encode(sales, sale).subarray(0, 5)).toEqual(Buffer.from([0, 0, 0, 0, 7]));
    expect(withRegistry.contentType).toBe('application/vnd.confluent.avro');
    expect(new AvroCodec().contentType).toBe('application/avro');
  });

  it('reads what it wrote without asking', async () => {
    schemaOf.mockClear();
    expect(await read(withRegistry.encode(sales, sale))).toEqual(sale);
    expect(schemaOf).not.toHaveBeenCalled();
  });

  it('reads records from before it had one', async () => {
    expect(await read(new AvroCodec().encode(sales, sale))).toEqual(sale);
  });

  it('does not write a schema that was not registered', () => {
    const other = eventContract<Sale>({
      ...sales,
      key: 'id',
      topic: 'other',
      schema: { ...schema },
    });
    expect(() => withRegistry.encode(other, sale)).toThrow(
      "the schema of 'other' was not registered",
    );
  });

  it('reads newer schemas of other producers, whatever Avro they use', async () => {
    schemaOf.mockResolvedValue(JSON.stringify(newer));
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            hash: fc.uint8Array({ minLength: 3, maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
            ratio: fc.float({ noNaN: true }),
            either: fc.oneof(
              fc.record({ int: fc.integer() }),
              fc.record({ long: writableLong }),
              fc.record({ string: fc.string() }),
            ),
          }),
        ),
        async (extras) => {
          const value = { nanoseconds: 1_795_251_600_000_000, ...sale, extras };
          expect(await read(foreign(8, newer, value))).toEqual(sale);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads a number beyond what JavaScript holds in a field that it skips', async () => {
    schemaOf.mockResolvedValue(JSON.stringify(newer));
    const record = foreign(8, newer, { nanoseconds: 0, ...sale, extras: [] });
    // 2^62, zig-zag: nine bytes of which each but the last goes on.
    const large = Buffer.from([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
    const whole = Buffer.concat([record.subarray(0, 5), large, record.subarray(6)]);
    expect(await read(whole)).toEqual(sale);
  });

  it('asks once for a schema, and never again', async () => {
    schemaOf.mockClear().mockResolvedValue(JSON.stringify(newer));
    const record = foreign(9, newer, { nanoseconds: 0, ...sale, extras: [] });
    await withRegistry.prepare(sales, record);
    await withRegistry.prepare(sales, record);
    expect(schemaOf.mock.calls).toEqual([['9']]);
  });

  it.each([
    [
      'another logical type',
      { ...schema, fields: [schema.fields[0], { name: 'at', type: 'long' }] },
    ],
    ['a field less', { ...schema, fields: [schema.fields[0]] }],
    ['another name', { ...schema, name: 'Purchase' }],
    ['a type that is not there', { ...schema, fields: [{ name: 'id', type: 'Elsewhere' }] }],
  ])('says that a schema with %s cannot be read', async (_, written) => {
    schemaOf.mockResolvedValue(JSON.stringify(written));
    await expect(read(foreignFrame(10))).rejects.toMatchObject({
      name: 'EventDecodeError',
      reason: 'incompatible-schema',
      message: expect.stringContaining('schema 10 of the registry cannot be read'),
    });
  });

  it('says that a schema is no Avro, where it is not', async () => {
    schemaOf.mockResolvedValue('syntax = "proto3";');
    await expect(read(foreignFrame(10))).rejects.toMatchObject({ reason: 'incompatible-schema' });
  });

  it('says that the registry does not know an id, and asks again next time', async () => {
    schemaOf.mockResolvedValueOnce(undefined).mockResolvedValueOnce(JSON.stringify(schema));
    const record = foreign(11, schema, sale);
    await expect(read(record)).rejects.toMatchObject({
      reason: 'unknown-schema',
      message: expect.stringContaining('the registry knows no schema 11'),
    });
    expect(await read(record)).toEqual(sale);
  });

  it('does not call a record bad because nobody answers', async () => {
    schemaOf.mockRejectedValue(new Error('gone fishing'));
    await expect(read(foreignFrame(12))).rejects.toThrow(SchemaUnavailableError);
  });
});

const foreignFrame = (id: number): Buffer => confluent.frame(String(id), Buffer.from([0]));

describe('a codec without a registry', () => {
  it('says so when it meets a record that names one', async () => {
    const codec = new AvroCodec();
    await expect(codec.prepare(sales, foreignFrame(17))).rejects.toMatchObject({
      reason: 'no-registry',
      message: expect.stringContaining('names schema 17 of a schema registry'),
    });
  });

  it('reads records of hosts that have one, where it knows the id', async () => {
    const codec = new AvroCodec({
      confluent,
      writing: singleObjectFormat,
      writers: { schemaOf: () => Promise.reject(new NoSchemaRegistryError('there is none')) },
    });
    const record = withRegistry.encode(sales, sale);
    await codec.prepare(sales, record);
    expect(codec.decode(sales, record)).toEqual(sale);
  });
});
