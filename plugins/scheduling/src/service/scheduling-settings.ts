import { merchantSettings, timeOfDay, timeZone } from '@promenade/core';
import { z } from 'zod';

/** What a merchant decides about new events. */
export const schedulingSettings = merchantSettings({
  version: 1,
  schema: z.object({
    default_dispatch_time: timeOfDay().default('09:00'),
    default_timezone: timeZone().default('UTC'),
  }),
});
