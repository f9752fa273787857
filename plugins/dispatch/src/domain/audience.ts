import type { PromotionAudience } from '@promenade/proto';

/** Whom an event is for. Customers of a list are kept apart, since they may be many. */
export type Audience = Pick<PromotionAudience, 'kind' | 'names'>;

/** Whether it is a kind of audience that this version can tell members of. */
export const isKnownAudience = ({ kind }: Audience): boolean => kind !== 'UNKNOWN';
