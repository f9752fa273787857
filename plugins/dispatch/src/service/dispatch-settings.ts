import { localeChoice, merchantSettings } from '@promenade/core';
import { z } from 'zod';

/** What a merchant decides about messages. */
export const dispatchSettings = merchantSettings({
  version: 1,
  schema: z.object({
    fallback_locale: localeChoice().default('en'),
  }),
});
