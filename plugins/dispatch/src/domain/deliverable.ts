import { type Audience, isKnownAudience } from './audience.js';

/**
 * Whether a planned day of an event is still delivered. A day that was planned before the end goes out even when its
 * slices are late and the event has expired meanwhile; an event that was deleted or taken back reaches nobody any more, and
 * neither does one for an audience that this version does not know.
 */
export const isDeliverable = ({
  status,
  audience,
}: {
  readonly status: string;
  readonly audience: Audience;
}): boolean => (status === 'PUBLISHED' || status === 'EXPIRED') && isKnownAudience(audience);
