import { pluginConfig } from '@promenade/core';
import { z } from 'zod';

/** What an operator decides about dispatching. */
export const dispatchConfig = pluginConfig(
  z.object({
    chunk_size: z
      .int()
      .min(1)
      .max(100_000)
      .default(10_000)
      .describe('Customers whose messages commit together'),
  }),
);
