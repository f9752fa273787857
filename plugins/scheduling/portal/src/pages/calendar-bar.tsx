import type { EventDisplayInfo } from '@fullcalendar/react';
import { Icon, VisuallyHidden } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { wallClockOf } from '../event-window.js';
import type { PromotionEvent } from '../promotion-event.js';
import styles from './event-calendar.module.css';
import { STATUS_LOOK } from './status-look.js';

/**
 * What stands in a bar: status, title, and at the two ends of the window (not where a week cuts the
 * bar) the times at which it opens and closes.
 */
export function CalendarBar({ info }: { info: EventDisplayInfo }) {
  const { t } = useTranslation('scheduling');
  const event = info.event.extendedProps['promotionEvent'] as PromotionEvent;
  const timeOf = (instant: string) => wallClockOf(instant, event.timezone).slice(11);
  const status = t(`portal.status.${event.status}`);
  return (
    <span className={styles.bar} title={`${event.title} · ${status}`}>
      <Icon name={STATUS_LOOK[event.status].icon} size={12} />
      {info.isStart ? (
        <span className={styles.barTime} dir="ltr">
          {timeOf(event.start_datetime)}
        </span>
      ) : null}
      <span className={styles.barTitle} dir="auto">
        {event.title}
      </span>
      <VisuallyHidden>{status}</VisuallyHidden>
      {info.isEnd ? (
        <span className={styles.barTime} dir="ltr">
          {timeOf(event.end_datetime)}
        </span>
      ) : null}
    </span>
  );
}
