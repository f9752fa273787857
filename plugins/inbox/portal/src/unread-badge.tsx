import { CountBadge } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { useUnreadCount } from './use-unread-count.js';

/** How many messages wait, beside the inbox in the menu. */
export function UnreadBadge() {
  const { t } = useTranslation('inbox');
  const { data } = useUnreadCount();
  if (!data) return null;
  const count = data.unread_count;
  return <CountBadge count={count} label={t('portal.unread', { count })} />;
}
