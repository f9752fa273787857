export const promotionEventStatuses = ['DRAFT', 'PUBLISHED', 'EXPIRED'] as const;
export type PromotionEventStatus = (typeof promotionEventStatuses)[number];

/** Why an event may not be changed in a way, or undefined when it may. */
export type Refusal = 'event-already-published' | 'event-expired' | 'event-window-over';

export const refusalToPublish = (
  event: { readonly status: PromotionEventStatus; readonly end: Date },
  now: Date,
): Refusal | undefined => {
  if (event.status === 'PUBLISHED') return 'event-already-published';
  if (event.status === 'EXPIRED') return 'event-expired';
  return event.end <= now ? 'event-window-over' : undefined;
};

export const refusalToEdit = (status: PromotionEventStatus): Refusal | undefined =>
  status === 'EXPIRED' ? 'event-expired' : undefined;
