/** Whom an event is for. Customers of a list are kept apart, since they may be many. */
export interface Audience {
  readonly kind: 'UNKNOWN' | 'EVERYONE' | 'TIERS' | 'LOCALES' | 'SEGMENTS' | 'LIST';
  /** Tier ids, locales or segments, as the kind says. */
  readonly names: readonly string[];
}

/** Whether it is a kind of audience that this version can tell members of. */
export const isKnownAudience = ({ kind }: Audience): boolean => kind !== 'UNKNOWN';
