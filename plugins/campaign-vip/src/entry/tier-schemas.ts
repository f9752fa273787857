import { isSupportedLocale, supportedLocales } from '@promenade/core';
import { z } from 'zod';

const unknownLocale = { code: 'unknown-locale', locales: supportedLocales.join(', ') };
const text = z.string().trim();
const perks = z.array(text).describe('At most 20 texts of at most 200 characters');

const benefits = z.strictObject({
  bonus_points: z
    .int()
    .optional()
    .describe('Credited once, when a customer reaches the tier; from 0'),
  custom_perks: perks.optional(),
});

const translation = z.strictObject({ name: text, custom_perks: perks.optional() });

const translations = z
  .record(z.string(), translation)
  .check((check) => {
    for (const locale of Object.keys(check.value).filter((key) => !isSupportedLocale(key))) {
      check.issues.push({
        code: 'custom',
        input: locale,
        path: [locale],
        params: unknownLocale,
      });
    }
  })
  .describe('Name and perks in the other locales; a perk translates the one of the same row');

/** The shape of a tier's fields; what values they may have is the domain's. */
export const newTierBody = z.strictObject({
  tier_id: text.describe('Lower-case words joined by hyphens, at most 64 characters: `gold`'),
  locale: z
    .string()
    .refine(isSupportedLocale, { params: unknownLocale })
    .default('en')
    .describe('The default locale, of name and perks: en, ar or he'),
  name: text.describe('1 to 100 characters'),
  min_points: z.int().describe('Points from which a customer belongs to the tier; from 0'),
  discount_percentage: z.int().default(0).describe('Whole per cent, 0 to 100'),
  free_shipping: z.boolean().default(false),
  exclusive_access: z.boolean().default(false),
  benefits: benefits.default({}),
  translations: translations.default({}),
});

/** All fields anew; what is left out gets its default. The tier id never changes and may be left out. */
export const tierBody = newTierBody.extend({ tier_id: newTierBody.shape.tier_id.optional() });

export const tierParams = z.strictObject({ tier_id: z.string().max(64) });

const timestamp = z.iso.datetime();

export const tierView = z.object({
  id: z.guid(),
  tier_id: z.string(),
  locale: z.string(),
  name: z.string(),
  min_points: z.int(),
  discount_percentage: z.int(),
  free_shipping: z.boolean(),
  exclusive_access: z.boolean(),
  benefits: z.object({
    bonus_points: z.int().optional(),
    custom_perks: z.array(z.string()).optional(),
  }),
  translations: z.record(
    z.string(),
    z.object({ name: z.string(), custom_perks: z.array(z.string()).optional() }),
  ),
  version: z.int(),
  created_at: timestamp,
  updated_at: timestamp,
});
