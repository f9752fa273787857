export type PromotionEventStatus = 'DRAFT' | 'PUBLISHED' | 'EXPIRED';

/** Why an event may not be changed in a way, or undefined when it may. */
export type Refusal =
  | 'event-already-published'
  | 'event-not-published'
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

/** What is over stays over: its days cannot be taken back. */
export const refusalToUnpublish = (event: {
  readonly status: PromotionEventStatus;
}): Refusal | undefined => {
  if (event.status === 'EXPIRED') return 'event-expired';
  return event.status === 'DRAFT' ? 'event-not-published' : undefined;
};

/**
 * The zone of an event stays from when it is first published, even when it is taken back: days count in it, so another one
 * could give two dispatch days to one real day. An expired event stays as it was.
 */
export const refusalToEdit = (
  event: {
    readonly status: PromotionEventStatus;
    readonly timezone: string;
    /** When it was first published. */
    readonly publishedAt: Date | null;
  },
  changes: { readonly timezone?: string },
): Refusal | undefined => {
  if (event.status === 'EXPIRED') return 'event-expired';
  const movesZone = changes.timezone !== undefined && changes.timezone !== event.timezone;
  return event.publishedAt && movesZone ? 'event-zone-fixed' : undefined;
};
