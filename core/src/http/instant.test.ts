import { describe, expect, it } from '@jest/globals';
import { fieldErrors } from './field-errors.js';
import { instant } from './instant.js';

const codesOf = (text: string): string[] =>
  fieldErrors(instant.safeParse(text).error?.issues ?? [], text).map(({ code }) => code);

describe('an instant', () => {
  it.each(['1970-01-01T00:00:00Z', '1969-12-31T22:00:00-02:00', '9999-12-31T23:59:59.999Z'])(
    'may be %s',
    (text) => {
      expect(instant.parse(text)).toEqual(new Date(text));
    },
  );

  it.each([
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00+02:00',
    '9999-12-31T23:00:00-05:00',
  ])('is refused outside the years: %s', (text) => {
    expect(codesOf(text)).toEqual(['instant-out-of-range']);
  });

  it.each(['2026-11-21', '2026-11-21T00:00:00', '2026-02-30T00:00:00Z', 'soon'])(
    'is refused, once, when it is none: %s',
    (text) => {
      expect(codesOf(text)).toEqual(['invalid-format']);
    },
  );
});
