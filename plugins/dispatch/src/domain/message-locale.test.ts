import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageLocale } from './message-locale.js';

describe('messageLocale', () => {
  it.each([
    ['he', ['en', 'ar', 'he'], 'he'],
    ['ar-SA', ['en', 'ar'], 'ar'],
    ['ar-SA', ['en', 'ar', 'ar-SA'], 'ar-SA'],
    ['fr', ['ar', 'en'], 'en'],
    ['fr', ['he', 'ar'], 'ar'],
  ])('of a customer in %s with content in %j is %s', (customer, available, expected) => {
    expect(messageLocale(customer, available)).toBe(expected);
  });

  it('is always one that there is content in', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.constantFrom('en', 'ar', 'he', 'ar-SA', 'fr'), { minLength: 1 }),
        (customer, available) => {
          expect(available).toContain(messageLocale(customer, available));
        },
      ),
    );
  });

  it('refuses an event without content', () => {
    expect(() => messageLocale('en', [])).toThrow(RangeError);
  });
});
