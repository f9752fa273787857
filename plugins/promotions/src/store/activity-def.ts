import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Activity, ActivityStatus, Rule } from '../domain/activity.js';

/** An activity's row. */
@Entity({ schema: 'promotions', tableName: 'activity_def' })
export class ActivityDef implements Activity {
  @PrimaryKey({ type: 'uuid', fieldName: 'merchant_id' })
  merchantId!: string;

  @PrimaryKey({ type: 'uuid', fieldName: 'activity_id' })
  activityId!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  description!: string | null;

  @Property({ type: 'json' })
  rule!: Rule;

  @Property({ type: 'text' })
  status: ActivityStatus = 'DRAFT';

  @Property({ type: 'integer', version: true })
  version!: number;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'created_at' })
  createdAt!: Date;

  /** Subject of whoever drafted it. */
  @Property({ type: 'text', fieldName: 'created_by' })
  createdBy!: string;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'updated_at' })
  updatedAt!: Date;
}
