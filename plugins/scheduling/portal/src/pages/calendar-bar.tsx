import { Icon, useFormat, VisuallyHidden } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { wallClockOf } from '../event-window.js';
import type { EventLine } from '../promotion-event.js';
import styles from './event-calendar.module.css';
import { STATUS_LOOK } from './status-look.js';

interface CalendarBarProps {
  event: EventLine;
  /** False where the week cuts the bar and the window began before. */
  opens: boolean;
  closes: boolean;
}

/** What stands in a bar: status, title, and at the true ends of the window its times. */
export function CalendarBar({ event, opens, closes }: CalendarBarProps) {
  const { t } = useTranslation('scheduling');
  const { timeOfDay } = useFormat();
  const timeOf = (instant: string) => timeOfDay(wallClockOf(instant, event.timezone).slice(11));
  const status = t(`portal.status.${event.status}`);
  return (
    <span className={styles.bar} title={`${event.title} · ${status}`}>
      <Icon name={STATUS_LOOK[event.status].icon} size={12} />
      {opens ? <span className={styles.barTime}>{timeOf(event.start_datetime)}</span> : null}
      {/* The direction stands on what is clipped, or the beginning of a title would be cut. */}
      <span className={styles.barTitle} dir="auto">
        {event.title}
      </span>
      <VisuallyHidden>{status}</VisuallyHidden>
      {closes ? (
        <span className={`${styles.barTime} ${styles.barEnd}`}>{timeOf(event.end_datetime)}</span>
      ) : null}
    </span>
  );
}
