import { Badge, Icon } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { EventStatus } from '../promotion-event.js';
import { STATUS_LOOK } from './status-look.js';

export function StatusBadge({ status }: { status: EventStatus }) {
  const { t } = useTranslation('scheduling');
  const { color, icon } = STATUS_LOOK[status];
  return (
    <Badge
      color={color}
      variant={status === 'PUBLISHED' ? 'filled' : 'light'}
      leftSection={<Icon name={icon} size={12} />}
      tt="none"
    >
      {t(`portal.status.${status}`)}
    </Badge>
  );
}
