import { z } from 'zod';

export const newMilestoneBody = z.strictObject({
  title: z.string().trim().min(1).max(200),
  customers: z.int().min(1).max(1_000_000_000).describe('How many customers it takes'),
});

export const milestoneView = z.object({
  milestone_id: z.guid(),
  title: z.string(),
  customers: z.int(),
  reached_percent: z.int().min(0).max(100),
  created_at: z.iso.datetime(),
});
