import { decodeCursor, defineErrors, type Transaction, toPage } from '@promenade/core';
import { injectable } from 'inversify';
import { z } from 'zod';
import type { ActivityStatus } from '../domain/activity.js';
import { ActivityDef } from './activity-def.js';

const fail = defineErrors('promotions', { 'activity-not-found': 'not-found' });

export interface ActivityFilter {
  readonly status?: ActivityStatus | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Keeps activities. */
@injectable()
export class ActivityStore {
  /** Writes now rather than at commit, so that the activity has its version. */
  async insert(tx: Transaction, activity: ActivityDef): Promise<void> {
    await tx.em.persist(activity).flush();
  }

  /** @throws activity-not-found */
  async get(tx: Transaction, activityId: string): Promise<ActivityDef> {
    const activity = await tx.em.findOne(ActivityDef, { merchantId: tx.merchantId, activityId });
    if (!activity) throw fail('activity-not-found', { params: { activity_id: activityId } });
    return activity;
  }

  /** Newest first: ids are UUID v7, so they order by time. @throws invalid-cursor */
  async list(
    tx: Transaction,
    { status, limit, cursor }: ActivityFilter,
  ): Promise<{ items: ActivityDef[]; next_cursor: string | null }> {
    const before = decodeCursor(cursor, [z.guid()]);
    const rows = await tx.em.find(
      ActivityDef,
      {
        merchantId: tx.merchantId,
        ...(status && { status }),
        ...(before && { activityId: { $lt: before[0] } }),
      },
      { orderBy: { activityId: 'desc' }, limit: limit + 1 },
    );
    return toPage(rows, limit, ({ activityId }) => [activityId]);
  }
}
