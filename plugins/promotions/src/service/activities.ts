import { Clock, coreError, Database, jsonPointer } from '@promenade/core';
import { injectable } from 'inversify';
import { v7 as uuidv7 } from 'uuid';
import type { Activity, ActivityFields } from '../domain/activity.js';
import { ruleFaults } from '../domain/rule-faults.js';
import { ActivityDef } from '../store/activity-def.js';
import { type ActivityFilter, ActivityStore } from '../store/activity-store.js';

/** A merchant's use cases on activities. */
@injectable()
export class Activities {
  constructor(
    private readonly database: Database,
    private readonly store: ActivityStore,
    private readonly clock: Clock,
  ) {}

  /** @throws invalid-cursor */
  list(
    merchantId: string,
    filter: ActivityFilter,
  ): Promise<{ items: Activity[]; next_cursor: string | null }> {
    return this.database.transaction(merchantId, (tx) => this.store.list(tx, filter));
  }

  /** @throws activity-not-found */
  get(merchantId: string, activityId: string): Promise<Activity> {
    return this.database.transaction(merchantId, (tx) => this.store.get(tx, activityId));
  }

  /** Keeps an activity as a draft. @param by subject of whoever writes it @throws validation-failed with the places in the rule */
  draft(merchantId: string, fields: ActivityFields, by: string): Promise<Activity> {
    checkRule(fields);
    const now = this.clock.now();
    return this.database.transaction(merchantId, async (tx) => {
      const activity = Object.assign(new ActivityDef(), fields, {
        merchantId,
        activityId: uuidv7(),
        createdAt: now,
        createdBy: by,
        updatedAt: now,
      });
      await this.store.insert(tx, activity);
      return activity;
    });
  }
}

const checkRule = ({ rule }: ActivityFields): void => {
  const faults = ruleFaults(rule);
  if (faults.length > 0) {
    throw coreError('validation-failed', {
      fields: faults.map(({ path, ...fault }) => ({
        ...fault,
        path: jsonPointer(['rule', ...path]),
        namespace: 'promotions',
      })),
    });
  }
};
