import type { IconName } from '@promenade/portal-kit';
import type { EventStatus } from '../promotion-event.js';

/** How a status looks; its icon and its name carry it where colours cannot be told apart. */
export const STATUS_LOOK: Record<EventStatus, { color: string; icon: IconName }> = {
  DRAFT: { color: 'gray', icon: 'edit' },
  PUBLISHED: { color: 'indigo', icon: 'send' },
  EXPIRED: { color: 'gray', icon: 'clock' },
};
