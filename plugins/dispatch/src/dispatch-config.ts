import { pluginConfig } from '@promenade/core';
import { z } from 'zod';

/** What an operator decides about dispatching. */
export const dispatchConfig = pluginConfig(
  z.object({
    chunk_size: z
      .int()
      .min(1)
      .max(100_000)
      .default(20_000)
      .describe('Customers whose messages commit together'),
    // Each holds up to two chunks in memory, of 42 bytes a customer.
    lanes: z
      .int()
      .min(1)
      .max(64)
      .default(3)
      .describe('Slices that a host delivers at once; no more than `database.fan_out_pool_size`'),
    ledger_days: z
      .int()
      .min(7)
      .max(3_650)
      .default(90)
      .describe('Days after its date for which a dispatch day can go on and be looked at'),
  }),
);
