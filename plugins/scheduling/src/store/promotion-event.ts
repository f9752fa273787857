import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Audience, AudienceSummary } from '../domain/audience.js';
import type { LocalizedContent, PromotionEventFields } from '../domain/promotion-event-fields.js';
import type { PromotionEventStatus } from '../domain/promotion-event-status.js';
import { audienceSummarySql } from './audience-summary-sql.js';

/** A calendar entry: what is promoted, when, and what customers read. */
@Entity({ schema: 'scheduling', tableName: 'promotion_event' })
export class PromotionEvent implements PromotionEventFields {
  @PrimaryKey({ type: 'uuid', fieldName: 'merchant_id' })
  merchantId!: string;

  @PrimaryKey({ type: 'uuid', fieldName: 'event_id' })
  eventId!: string;

  @Property({ type: 'text' })
  title!: string;

  @Property({ type: 'text', nullable: true })
  description!: string | null;

  @Property({ type: 'text', fieldName: 'promotion_package' })
  promotionPackage!: string;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'start_datetime' })
  start!: Date;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'end_datetime' })
  end!: Date;

  @Property({ type: 'text' })
  timezone!: string;

  @Property({ type: 'text', fieldName: 'dispatch_time' })
  dispatchTime!: string;

  @Property({ type: 'json' })
  content!: Record<string, LocalizedContent>;

  @Property({ type: 'json' })
  audience!: Audience;

  /** Worked out by the database, so that a list of events need not read lists of customers. */
  @Property({ type: 'json', fieldName: 'audience_summary', generated: audienceSummarySql })
  audienceSummary!: AudienceSummary;

  @Property({ type: 'text' })
  status: PromotionEventStatus = 'DRAFT';

  @Property({ type: 'integer', version: true })
  version!: number;

  @Property({ type: 'timestamptz', length: 3, nullable: true, fieldName: 'published_at' })
  publishedAt: Date | null = null;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'created_at' })
  createdAt!: Date;

  @Property({ type: 'timestamptz', length: 3, fieldName: 'updated_at' })
  updatedAt!: Date;
}
