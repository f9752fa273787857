import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageLocale } from './message-locale.js';

describe('messageLocale', () => {
  it.each([
    ['he', ['en', 'ar', 'he'], 'ar', 'he'],
    ['ar-SA', ['en', 'ar'], 'en', 'ar'],
    ['ar-SA', ['en', 'ar', 'ar-SA'], 'en', 'ar-SA'],
    ['fr', ['ar', 'en'], 'en', 'en'],
    ['fr', ['ar', 'en'], 'ar', 'ar'],
    ['fr', ['ar', 'en'], 'he', 'en'],
    ['fr', ['he', 'ar'], 'en', 'ar'],
    ['he', ['ar', 'en'], 'ar', 'ar'],
  ])(
    'of a customer in %s with content in %j at a merchant of %s is %s',
    (customer, available, merchant, expected) => {
      expect(messageLocale(customer, available, merchant)).toBe(expected);
    },
  );

  it('is always one that there is content in', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.constantFrom('en', 'ar', 'he', 'ar-SA', 'fr'), { minLength: 1 }),
        fc.constantFrom('en', 'ar', 'he'),
        (customer, available, merchant) => {
          expect(available).toContain(messageLocale(customer, available, merchant));
        },
      ),
    );
  });

  it('refuses an event without content', () => {
    expect(() => messageLocale('en', [], 'en')).toThrow(RangeError);
  });
});
