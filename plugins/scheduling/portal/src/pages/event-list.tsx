import {
  Group,
  LANGUAGES,
  languageName,
  Text,
  UnstyledButton,
  useFormat,
  useLanguage,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { EventLine } from '../promotion-event.js';
import styles from './event-list.module.css';
import { StatusBadge } from './status-badge.js';

interface EventListProps {
  events: EventLine[];
  onOpen: (event: EventLine) => void;
}

/** Events as lines in the order of their start. */
export function EventList({ events, onOpen }: EventListProps) {
  const { t } = useTranslation('scheduling');
  const { dateTime, list } = useFormat();
  const language = useLanguage();
  const sorted = events.toSorted(
    (a, b) => Date.parse(a.start_datetime) - Date.parse(b.start_datetime),
  );
  const languagesOf = ({ content }: EventLine) =>
    list(LANGUAGES.filter((each) => content[each]).map((each) => languageName(each, language)));
  return (
    <ul className={styles.list}>
      {sorted.map((event) => (
        <li key={event.event_id}>
          <UnstyledButton className={styles.line} onClick={() => onOpen(event)}>
            <Group gap="xs" component="span">
              <Text component="span" fw={600} dir="auto">
                {event.title}
              </Text>
              <StatusBadge status={event.status} />
            </Group>
            <Text component="span" size="sm">
              {t('portal.windowText', {
                start: dateTime(event.start_datetime, event.timezone),
                end: dateTime(event.end_datetime, event.timezone),
              })}
            </Text>
            <Text component="span" size="xs" c="dimmed">
              <bdi>{event.timezone}</bdi> · {languagesOf(event)}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
