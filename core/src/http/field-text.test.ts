import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import { loadLocales } from '../i18n/load-locales.js';
import { type Locale, supportedLocales } from '../i18n/locales.js';
import { Translations } from '../i18n/translations.js';
import { fieldErrors } from './field-errors.js';
import { problemOf } from './problem-json.js';

const translations = new Translations([
  loadLocales('core', new URL('../../locales/', import.meta.url)),
]);

const refusal = (schema: z.ZodType, sent: unknown, locale: Locale) => {
  const fields = fieldErrors(schema.safeParse(sent).error?.issues ?? [], sent);
  const { errors } = problemOf(
    coreError('validation-failed', { fields }),
    translations,
    locale,
    '',
  );
  return errors?.map(({ code, message }) => [code, message]);
};

const either = z.union([z.int(), z.boolean()]);
const shapes = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('square') }),
  z.strictObject({ kind: z.literal('circle') }),
]);
const cases: [schema: z.ZodType, sent: unknown, code: string, english: string][] = [
  [z.string(), undefined, 'invalid-type', 'This field is required.'],
  [z.string(), null, 'invalid-type', 'This field is required.'],
  [z.enum(['a']), undefined, 'invalid-value', 'This field is required.'],
  [z.string().min(1), '', 'too-small', 'This field is required.'],
  [z.string(), 1, 'invalid-type', 'Enter text.'],
  [z.number(), 'x', 'invalid-type', 'Enter a number.'],
  [z.coerce.number(), 'x', 'invalid-type', 'Enter a number.'],
  [z.int(), 1.5, 'invalid-type', 'Enter a whole number.'],
  [z.boolean(), 'x', 'invalid-type', 'Choose yes or no.'],
  [z.strictObject({}), 'x', 'invalid-type', 'A group of named fields belongs here.'],
  [z.record(z.string(), z.string()), 1, 'invalid-type', 'A group of named fields belongs here.'],
  [z.array(z.string()), 'x', 'invalid-type', 'A list belongs here.'],
  [z.date(), 'x', 'invalid-type', 'Enter a date and time.'],
  [z.never(), 'x', 'invalid-type', 'This value is not valid.'],
  [z.string().min(3), 'x', 'too-small', 'Enter at least 3 characters.'],
  [z.string().length(2), 'x', 'too-small', 'Enter at least 2 characters.'],
  [z.string().max(1), 'xx', 'too-big', 'Enter at most 1 character.'],
  [z.string().max(40), 'x'.repeat(41), 'too-big', 'Enter at most 40 characters.'],
  [z.int().min(0), -1, 'too-small', 'Not less than 0.'],
  [z.number().max(10), 11, 'too-big', 'Not more than 10.'],
  [z.number().gt(5), 5, 'too-small', 'More than 5.'],
  [z.number().lt(5), 5, 'too-big', 'Less than 5.'],
  [z.int32(), 2 ** 40, 'too-big', 'Not more than 2147483647.'],
  [z.bigint().max(7n), 8n, 'too-big', 'Not more than 7.'],
  [z.array(z.string()).min(1), [], 'too-small', 'Add at least 1 entry.'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'too-big', 'Keep at most 2 entries.'],
  [z.date().min(new Date(1)), new Date(0), 'too-small', 'This value is not valid.'],
  [z.iso.datetime(), 'soon', 'invalid-format', 'Enter a date and time.'],
  [z.iso.date(), 'soon', 'invalid-format', 'Enter a date.'],
  [z.iso.time(), 'soon', 'invalid-format', 'Enter a time of day.'],
  [z.email(), 'x', 'invalid-format', 'Enter an email address.'],
  [z.url(), 'x', 'invalid-format', 'Enter a web address.'],
  [z.string().regex(/^a+$/), 'x', 'invalid-format', 'This does not have the right form.'],
  [z.guid(), 'x', 'invalid-format', 'This does not have the right form.'],
  [z.enum(['DRAFT', 'DONE']), 'x', 'invalid-value', 'Choose one of: DRAFT, DONE.'],
  [z.literal('everyone'), 'x', 'invalid-value', 'Choose one of: everyone.'],
  [z.number().multipleOf(5), 3, 'not-multiple-of', 'Enter a multiple of 5.'],
  [either, 'x', 'invalid-union', 'This value is not valid.'],
  [shapes, { kind: 'x' }, 'invalid-union', 'Choose one of: square, circle.'],
  [shapes, {}, 'invalid-union', 'This field is required.'],
  [z.record(z.string().max(1), z.unknown()), { xx: 1 }, 'invalid-key', 'This value is not valid.'],
  [z.strictObject({}), { a: 1 }, 'unknown-field', 'This field does not exist.'],
  [z.string().refine(() => false), 'x', 'invalid', 'This value is not valid.'],
  [
    z.string().refine(() => false, { params: { code: 'new' } }),
    'x',
    'new',
    'This value is not valid.',
  ],
];

describe('the sentence for a fault', () => {
  it.each(cases)('of case %#: %j with %j as %s', (schema, sent, code, english) => {
    expect(refusal(schema, sent, 'en')).toEqual([[code, english]]);
  });

  const script = { en: /\p{Script=Latin}/u, ar: /\p{Script=Arabic}/u, he: /\p{Script=Hebrew}/u };
  it.each(supportedLocales)('is one for people in %s', (locale) => {
    for (const [schema, sent] of cases) {
      const [[, message] = []] = refusal(schema, sent, locale) ?? [];
      expect(message).toMatch(script[locale]);
      expect(message).toMatch(/^[^{}^$/<>=]+\.$/);
      expect(message).not.toMatch(/expected|received|pattern|invalid /i);
    }
  });

  it.each([
    ['ar', 1, 'أدخل حرفًا واحدًا على الأكثر.'],
    ['ar', 2, 'أدخل حرفين على الأكثر.'],
    ['ar', 3, 'أدخل 3 أحرف على الأكثر.'],
    ['ar', 11, 'أدخل 11 حرفًا على الأكثر.'],
    ['ar', 100, 'أدخل 100 حرف على الأكثر.'],
    ['he', 1, 'הזינו לכל היותר תו אחד.'],
    ['he', 2, 'הזינו לכל היותר שני תווים.'],
    ['he', 40, 'הזינו לכל היותר 40 תווים.'],
  ] as const)('counts in %s: %d', (locale, max, wanted) => {
    expect(refusal(z.string().max(max), 'x'.repeat(max + 1), locale)).toEqual([
      ['too-big', wanted],
    ]);
  });
});
