import type { PromotionEventRecord, PromotionEventStatus } from '@promenade/proto';
import type { Audience } from '../domain/promotion-event-fields.js';
import type { PromotionEvent } from '../store/promotion-event.js';

/** What others learn about an event: the payload of `promotion.events`. */
export const eventRecord = (
  event: PromotionEvent,
  status: PromotionEventStatus = event.status,
  version: number = event.version,
): PromotionEventRecord => ({
  event_id: event.eventId,
  merchant_id: event.merchantId,
  version,
  status,
  start_datetime: event.start,
  end_datetime: event.end,
  timezone: event.timezone,
  dispatch_time: event.dispatchTime,
  promotion_package: event.promotionPackage,
  audience: audienceOf(event.audience),
  content: event.content,
  published_at: event.publishedAt,
});

/** @throws TypeError for a kind that is stored but not known here; nobody else may take its messages for theirs. */
export const audienceOf = ({ kind }: Audience): PromotionEventRecord['audience'] => {
  switch (kind) {
    case 'everyone':
      return { kind: 'EVERYONE', names: [], customers: [] };
    default:
      throw new TypeError(`unknown audience ${JSON.stringify(kind satisfies never)}`);
  }
};
