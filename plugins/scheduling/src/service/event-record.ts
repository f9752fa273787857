import type { PromotionEventRecord, PromotionEventStatus } from '@promenade/proto';
import type { Audience } from '../domain/audience.js';
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
export const audienceOf = (audience: Audience): PromotionEventRecord['audience'] => {
  switch (audience.kind) {
    case 'everyone':
      return { kind: 'EVERYONE', names: [], customers: [] };
    case 'tiers':
      return { kind: 'TIERS', names: audience.tier_ids, customers: [] };
    case 'locales':
      return { kind: 'LOCALES', names: audience.locales, customers: [] };
    case 'segments':
      return { kind: 'SEGMENTS', names: audience.segments, customers: [] };
    case 'list':
      return { kind: 'LIST', names: [], customers: audience.customer_ids };
    default:
      throw new TypeError(`unknown audience ${kindOf(audience satisfies never)}`);
  }
};

const kindOf = ({ kind }: { readonly kind: unknown }): string => JSON.stringify(kind);
