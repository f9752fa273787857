import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSupportedLocale, negotiateLocale } from './locales.js';

describe('negotiateLocale', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ar', 'ar'],
    ['AR', 'ar'],
    ['ar-EG', 'ar'],
    ['he-IL,he;q=0.9,en;q=0.8', 'he'],
    ['fr', 'en'],
    ['fr, he', 'he'],
    ['en;q=0.2, ar;q=0.8, he;q=0.5', 'ar'],
    ['ar;q=0, he', 'he'],
    ['ar; q=0.1 , he ; q=0.9', 'he'],
    ['*', 'en'],
    ['iw', 'he'],
    ['en-a', 'en'],
    ['en-a, ar', 'ar'],
    ['en-u', 'en'],
    ['aa-aaaa-aaaa, he', 'he'],
    ['ar;q=high, he;q=0.1', 'he'],
    [';;,,;q=,', 'en'],
  ])('reads %j as %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it.each([
    ['many malformed languages', 'a,'.repeat(7_000)],
    ['a long language', `x-${'a'.repeat(8)}-`.repeat(1_500)],
    ['many parameters', 'he;q=0.5;'.repeat(1_700)],
  ])('takes no more of the processor for %s', (_case, header) => {
    negotiateLocale('he, ar');
    // Of this thread, however busy the machine is.
    const before = process.threadCpuUsage();
    for (let turn = 0; turn < 10; turn += 1) negotiateLocale(header);
    const { user, system } = process.threadCpuUsage(before);
    expect(user + system).toBeLessThan(200_000);
  });

  it('looks at the first 20 languages, and at none that is longer than a language is', () => {
    expect(negotiateLocale(`${'fr, '.repeat(19)}he`)).toBe('he');
    expect(negotiateLocale(`${'fr, '.repeat(20)}he`)).toBe('en');
    expect(negotiateLocale(`ar-x-${'a-'.repeat(20)}a, he`)).toBe('he');
  });

  it('answers a supported locale to anything a caller may send', () => {
    const tag = fc
      .array(fc.string({ unit: fc.constantFrom('a', 'e', 'n', 'u', 'x', '1'), maxLength: 9 }))
      .map((parts) => parts.join('-'));
    const header = fc.array(fc.oneof(tag, fc.string())).map((tags) => tags.join(','));
    fc.assert(
      fc.property(header, (sent) => {
        expect(isSupportedLocale(negotiateLocale(sent))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
