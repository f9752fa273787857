import { describe, expect, it } from '@jest/globals';
import { assertSameMerchant } from './readable-event.js';

const merchantId = '6d360466-2471-5972-a049-b2645f244be8';

describe('assertSameMerchant', () => {
  it.each([
    [{ merchant_id: merchantId }],
    [{ merchant_id: merchantId.toUpperCase() }],
    [{ customer_id: 'of no merchant' }],
    [null],
  ])('believes %j', (event) => {
    expect(() => assertSameMerchant(event, { merchantId })).not.toThrow();
  });

  it.each([
    [{ merchant_id: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' }],
    [{ merchant_id: undefined }],
  ])('does not believe %j', (event) => {
    expect(() => assertSameMerchant(event, { merchantId })).toThrow('another merchant');
  });
});
