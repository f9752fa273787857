import {
  instant,
  isSupportedLocale,
  isTimeZone,
  pageQuery,
  supportedLocales,
} from '@promenade/core';
import { z } from 'zod';
import { windowFieldFault } from '../service/window-field-fault.js';
import { audienceSchema, audienceSummarySchema } from './audience-schema.js';

const text = (max: number) => z.string().trim().min(1).max(max);

const localizedContent = z.strictObject({ title: text(200), body: text(5_000) });

const content = z
  .record(z.string(), localizedContent)
  .check((check) => {
    const locales = Object.keys(check.value);
    if (locales.length === 0) {
      check.issues.push({
        code: 'custom',
        input: check.value,
        path: [],
        params: { code: 'content-empty' },
        continue: true,
      });
    }
    for (const locale of locales.filter((one) => !isSupportedLocale(one))) {
      check.issues.push({
        code: 'custom',
        input: locale,
        path: [locale],
        params: { code: 'unknown-locale', locales: supportedLocales.join(', ') },
        continue: true,
      });
    }
  })
  .describe('Title and body per locale: en, ar, he');

/** Says what is wrong with the window beside other faults; where one end is not given, `EventCalendar` judges it, which knows both. */
const checkWindow: z.core.CheckFn<{ start_datetime?: Date; end_datetime?: Date }> = ({
  value: { start_datetime: start, end_datetime: end },
  issues,
}) => {
  const fault = start && end && windowFieldFault({ start, end });
  if (!fault) return;
  const { code, params, field } = fault;
  issues.push({
    code: 'custom',
    input: end,
    path: [field],
    params: { ...params, code },
  });
};

const newEvent = z.strictObject({
  title: text(200),
  description: text(2_000).nullable().default(null),
  promotion_package: text(200),
  start_datetime: instant,
  end_datetime: instant,
  timezone: z
    .string()
    .refine(isTimeZone, { params: { code: 'unknown-timezone' } })
    .optional()
    .describe(
      "IANA zone in which days and the dispatch time are counted; the merchant's default_timezone unless given",
    ),
  dispatch_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe(
      "Wall-clock time of each day, HH:MM; the merchant's default_dispatch_time unless given",
    ),
  content,
  audience: audienceSchema.default({ kind: 'everyone' }).describe('Who gets the messages'),
});

export const newEventBody = newEvent.check(checkWindow);

/** Every field may be left out; none gets a default. */
export const eventChangesBody = z
  .strictObject({
    ...newEvent.partial().shape,
    description: text(2_000).nullable().optional(),
    audience: audienceSchema.optional(),
  })
  .check(checkWindow);

const status = z.enum(['DRAFT', 'PUBLISHED', 'EXPIRED']);

export const eventListQuery = pageQuery.extend({
  from: instant.optional(),
  to: instant.optional(),
  status: status.optional(),
  q: z.string().trim().max(200).optional(),
});

export const eventParams = z.strictObject({ event_id: z.guid() });

const timestamp = z.iso.datetime();

export const promotionEventView = z.object({
  event_id: z.guid(),
  title: z.string(),
  description: z.string().nullable(),
  promotion_package: z.string(),
  start_datetime: timestamp,
  end_datetime: timestamp,
  timezone: z.string(),
  dispatch_time: z.string(),
  content: z.record(z.string(), z.object({ title: z.string(), body: z.string() })),
  audience: audienceSchema,
  status,
  version: z.int(),
  published_at: timestamp.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
});

/** In a list of events, a list of customers is not read out. */
export const promotionEventLine = promotionEventView.extend({ audience: audienceSummarySchema });

export const publishNotesView = z.object({
  items: z.array(
    z.object({
      plugin: z.string().describe('Id of the plugin that says it'),
      code: z.string().describe("The text is `publishNotes.<code>` in the plugin's own namespace"),
      kind: z.enum(['info', 'warning']),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});
