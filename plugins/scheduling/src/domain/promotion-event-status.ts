export const promotionEventStatuses = ['DRAFT', 'PUBLISHED', 'EXPIRED'] as const;
export type PromotionEventStatus = (typeof promotionEventStatuses)[number];

/** Why an event may not be changed in a way, or undefined when it may. */
export type Refusal =
  | 'event-already-published'
  | 'event-expired'
  | 'event-window-over'
  | 'event-zone-fixed';

export const refusalToPublish = (
  event: { readonly status: PromotionEventStatus; readonly end: Date },
  now: Date,
): Refusal | undefined => {
  if (event.status === 'PUBLISHED') return 'event-already-published';
  if (event.status === 'EXPIRED') return 'event-expired';
  return event.end <= now ? 'event-window-over' : undefined;
};

/** The zone of a published event stays: days count in it, so another one could give two dispatch days to one real day. */
export const refusalToEdit = (
  event: { readonly status: PromotionEventStatus; readonly timezone: string },
  changes: { readonly timezone?: string },
): Refusal | undefined => {
  if (event.status === 'EXPIRED') return 'event-expired';
  const movesZone = changes.timezone !== undefined && changes.timezone !== event.timezone;
  return event.status === 'PUBLISHED' && movesZone ? 'event-zone-fixed' : undefined;
};
