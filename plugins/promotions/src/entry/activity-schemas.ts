import { pageQuery } from '@promenade/core';
import { z } from 'zod';
import type { ActivityStatus } from '../domain/activity.js';

const status = z.enum([
  'DRAFT',
  'APPROVED',
  'PUBLISHED',
  'EXPIRED',
  'ARCHIVED',
] as const satisfies readonly ActivityStatus[]);

export const newActivityBody = z.strictObject({
  name: z.string().trim().min(1).max(200),
  description: z.string().trim().max(2_000).nullable().default(null),
  rule: z
    .record(z.string(), z.unknown())
    .describe('A JSON object of at most 64 KiB and 32 levels; integers within ±(2^53 - 1)'),
});

export const activityListQuery = pageQuery.extend({ status: status.optional() });

export const activityParams = z.strictObject({ activity_id: z.guid() });

const timestamp = z.iso.datetime();

export const activityView = z.object({
  activity_id: z.guid(),
  name: z.string(),
  description: z.string().nullable(),
  rule: z.record(z.string(), z.unknown()),
  status,
  version: z.int(),
  created_at: timestamp,
  updated_at: timestamp,
});
