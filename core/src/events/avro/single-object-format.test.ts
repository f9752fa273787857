import { describe, expect, it } from '@jest/globals';
import avsc from 'avsc';
import { EventDecodeError } from './event-codec-errors.js';
import { singleObjectFormat } from './single-object-format.js';

const record = Buffer.from('c3018f5c393f1ad5757204', 'hex');

const schema = { type: 'record', name: 'Sale', fields: [] } as const;

const failure = (bytes: Buffer): unknown => {
  try {
    return singleObjectFormat.unframe('sale', bytes);
  } catch (error) {
    return error instanceof EventDecodeError ? error.reason : error;
  }
};

describe('singleObjectFormat', () => {
  it('writes C3 01, the fingerprint little-endian, the body', () => {
    const id = singleObjectFormat.schemaId('sale', { type: avsc.Type.forSchema('int'), schema });
    expect(singleObjectFormat.frame(id ?? '', Buffer.from([4]))).toEqual(record);
  });

  it('takes apart what it put together', () => {
    expect(singleObjectFormat.unframe('sale', record)).toEqual({
      schemaId: '8f5c393f1ad57572',
      body: Buffer.from([4]),
    });
  });

  it.each([
    ['bad-frame', '00000000010a'],
    ['bad-frame', 'c302'],
    ['bad-frame', '7b7d'],
    ['truncated', ''],
    ['truncated', 'c3'],
    ['truncated', 'c3018f5c393f1ad575'],
  ])('calls it %s when the record is %p', (reason, bytes) => {
    expect(failure(Buffer.from(bytes, 'hex'))).toBe(reason);
  });
});
