import { CountBadge } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { useLiveCount } from './use-live-count.js';
import { useUnreadCount } from './use-unread-count.js';

/** How many messages wait, beside the inbox in the menu; on every page, so that it keeps the count live. */
export function UnreadBadge() {
  const { t } = useTranslation('inbox');
  useLiveCount();
  const { data } = useUnreadCount();
  if (!data) return null;
  const count = data.unread_count;
  return <CountBadge count={count} label={t('portal.unread', { count })} />;
}
