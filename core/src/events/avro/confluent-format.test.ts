import { describe, expect, it } from '@jest/globals';
import type { AvroRecord } from '@promenade/proto';
import avsc from 'avsc';
import * as fc from 'fast-check';
import { confluentFormat } from './confluent-format.js';
import { EventDecodeError } from './event-codec-errors.js';
import { singleObjectFormat } from './single-object-format.js';

const schema: AvroRecord = { type: 'record', name: 'Sale', fields: [] };
const type = avsc.Type.forSchema('int');
const format = confluentFormat((topic, wanted) =>
  topic === 'sale' && wanted === schema ? 258 : undefined,
);

const failure = (bytes: string): unknown => {
  try {
    return format.unframe('sale', Buffer.from(bytes, 'hex'));
  } catch (error) {
    return error instanceof EventDecodeError ? error.reason : error;
  }
};

describe('confluentFormat', () => {
  it('writes a zero, the id big-endian in 4 bytes, the body', () => {
    const id = format.schemaId('sale', { schema, type });
    expect(id).toBe('258');
    expect(format.frame(id ?? '', Buffer.from([4]))).toEqual(Buffer.from('000000010204', 'hex'));
  });

  it('has no id where the registry has none', () => {
    expect(format.schemaId('purchase', { schema, type })).toBeUndefined();
  });

  it('takes apart what it put together, for every id of 32 bits', () => {
    fc.assert(
      fc.property(fc.nat(0xff_ff_ff_ff), fc.uint8Array(), (id, bytes) => {
        const body = Buffer.from(bytes);
        expect(format.unframe('sale', format.frame(String(id), body))).toEqual({
          schemaId: String(id),
          body,
        });
      }),
    );
  });

  it('begins otherwise than single-object encoding', () => {
    expect(format.marker[0]).not.toBe(singleObjectFormat.marker[0]);
  });

  it.each([
    ['bad-frame', 'c3018f5c393f1ad5757204'],
    ['bad-frame', '7b7d'],
    ['truncated', ''],
    ['truncated', '00'],
    ['truncated', '00000001'],
  ])('calls it %s when the record is %p', (reason, bytes) => {
    expect(failure(bytes)).toBe(reason);
  });
});
