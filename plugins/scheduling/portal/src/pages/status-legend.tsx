import { Group, Icon, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { EVENT_STATUSES } from '../promotion-event.js';
import styles from './event-calendar.module.css';
import { STATUS_LOOK } from './status-look.js';

/** What the bars of the calendar mean. */
export function StatusLegend() {
  const { t } = useTranslation('scheduling');
  return (
    <Group component="ul" gap="md" m={0} p={0} aria-label={t('portal.legend')}>
      {EVENT_STATUSES.map((status) => (
        <Group component="li" key={status} gap={6} className={styles.legendItem}>
          <span className={styles.swatch} data-status={status}>
            <Icon name={STATUS_LOOK[status].icon} size={11} />
          </span>
          <Text component="span" size="xs" c="dimmed">
            {t(`portal.status.${status}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
