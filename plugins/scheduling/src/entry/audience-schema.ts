import { z } from 'zod';

/** Most customers that an event can list one by one. */
const mostListedCustomers = 10_000;

/** Most tiers, locales or segments that an event can name. */
const mostAudienceNames = 100;

const names = (each: z.ZodString) => z.array(each).min(1).max(mostAudienceNames).readonly();

const kinds = [
  z.strictObject({ kind: z.literal('everyone') }),
  z.strictObject({
    kind: z.literal('tiers'),
    tier_ids: names(z.string().trim().min(1).max(64)).describe('VIP tiers'),
  }),
  z.strictObject({
    kind: z.literal('locales'),
    locales: names(
      z.string().refine((tag) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag), {
        params: { code: 'malformed-language-tag' },
      }),
    ).describe('BCP 47 tags; `ar` stands for `ar-SA` too'),
  }),
  z.strictObject({
    kind: z.literal('segments'),
    segments: names(z.string().trim().min(1).max(100)).describe('Segments of the core service'),
  }),
] as const;

/** Who gets the messages of an event. */
export const audienceSchema = z.discriminatedUnion('kind', [
  ...kinds,
  z.strictObject({
    kind: z.literal('list'),
    customer_ids: z.array(z.guid()).min(1).max(mostListedCustomers).readonly(),
  }),
]);

export const audienceSummarySchema = z.discriminatedUnion('kind', [
  ...kinds,
  z.strictObject({ kind: z.literal('list'), customer_count: z.int() }),
]);
