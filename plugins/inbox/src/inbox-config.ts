import { pluginConfig } from '@promenade/core';
import { z } from 'zod';

/** What an operator decides about inboxes. */
export const inboxConfig = pluginConfig(
  z.object({
    retention_days: z
      .int()
      .min(1)
      .max(3_650)
      .default(90)
      .describe('Days after its dispatch day for which a message is kept'),
    streams_per_customer: z
      .int()
      .min(1)
      .max(100)
      .default(8)
      .describe('Live connections that a customer may hold on one host at once'),
  }),
);
