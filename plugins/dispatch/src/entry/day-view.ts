import { z } from 'zod';
import type { DayProgress } from '../domain/day-progress.js';

export const eventParams = z.strictObject({ event_id: z.guid() });

export const dayParams = eventParams.extend({ date: z.iso.date() });

export const dayView = z.object({
  dispatch_date: z.iso.date(),
  state: z.enum(['RUNNING', 'PAUSED', 'CANCELLED', 'DONE']),
  dispatched: z.int().describe('Messages that are delivered'),
  eligible: z
    .int()
    .nullable()
    .describe('Customers whom the day is for; null until they are counted'),
  opened_at: z.iso.datetime().nullable().describe('When its first slice came'),
  finished_at: z.iso.datetime().nullable().describe('When it was done or cancelled'),
});

export const daysView = z.object({ items: z.array(dayView) });

export const viewOf = (day: DayProgress): z.infer<typeof dayView> => ({
  dispatch_date: day.dispatchDate,
  state: day.state,
  dispatched: day.dispatched,
  eligible: day.eligible,
  opened_at: day.openedAt?.toISOString() ?? null,
  finished_at: day.finishedAt?.toISOString() ?? null,
});
