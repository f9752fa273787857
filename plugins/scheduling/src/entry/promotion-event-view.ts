import type { z } from 'zod';
import type { AudienceSummary } from '../domain/audience.js';
import type { NewPromotionEvent, PromotionEventFields } from '../domain/promotion-event-fields.js';
import type { PromotionEventStatus } from '../domain/promotion-event-status.js';
import type {
  eventChangesBody,
  newEventBody,
  promotionEventLine,
  promotionEventView,
} from './promotion-event-schemas.js';

interface StoredEvent extends PromotionEventFields {
  readonly eventId: string;
  readonly status: PromotionEventStatus;
  readonly version: number;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

type EventView = z.output<typeof promotionEventView>;

const plainView = (event: Omit<StoredEvent, 'audience'>): Omit<EventView, 'audience'> => ({
  event_id: event.eventId,
  title: event.title,
  description: event.description,
  promotion_package: event.promotionPackage,
  start_datetime: event.start.toISOString(),
  end_datetime: event.end.toISOString(),
  timezone: event.timezone,
  dispatch_time: event.dispatchTime,
  content: event.content,
  status: event.status,
  version: event.version,
  published_at: event.publishedAt?.toISOString() ?? null,
  created_at: event.createdAt.toISOString(),
  updated_at: event.updatedAt.toISOString(),
});

/** The event as HTTP shows it. */
export const viewOf = (event: StoredEvent): EventView => ({
  ...plainView(event),
  audience: event.audience,
});

/** The event in a list of events. */
export const lineOf = (
  event: Omit<StoredEvent, 'audience'> & { readonly audienceSummary: AudienceSummary },
): z.output<typeof promotionEventLine> => ({
  ...plainView(event),
  audience: event.audienceSummary,
});

export const fieldsOf = (body: z.output<typeof newEventBody>): NewPromotionEvent => ({
  title: body.title,
  description: body.description,
  promotionPackage: body.promotion_package,
  start: body.start_datetime,
  end: body.end_datetime,
  timezone: body.timezone,
  dispatchTime: body.dispatch_time,
  content: body.content,
  audience: body.audience,
});

/** Only the fields that were sent. */
export const changesOf = (
  body: z.output<typeof eventChangesBody>,
): Partial<PromotionEventFields> => ({
  ...(body.title !== undefined && { title: body.title }),
  ...(body.description !== undefined && { description: body.description }),
  ...(body.promotion_package !== undefined && { promotionPackage: body.promotion_package }),
  ...(body.start_datetime !== undefined && { start: body.start_datetime }),
  ...(body.end_datetime !== undefined && { end: body.end_datetime }),
  ...(body.timezone !== undefined && { timezone: body.timezone }),
  ...(body.dispatch_time !== undefined && { dispatchTime: body.dispatch_time }),
  ...(body.content !== undefined && { content: body.content }),
  ...(body.audience !== undefined && { audience: body.audience }),
});
