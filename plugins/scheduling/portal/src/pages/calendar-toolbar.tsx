import { ActionIcon, Button, Group, Icon, SegmentedControl, Title } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { CALENDAR_VIEWS, type CalendarView } from '../calendar-period.js';

interface CalendarToolbarProps {
  title: string;
  view: CalendarView;
  onView: (view: CalendarView) => void;
  /** Called with -1 or 1. */
  onMove: (steps: number) => void;
  onToday: () => void;
}

/** Which time the calendar shows, and how. */
export function CalendarToolbar({ title, view, onView, onMove, onToday }: CalendarToolbarProps) {
  const { t } = useTranslation('scheduling');
  return (
    <Group justify="space-between" gap="sm" mb="sm">
      <Group gap="xs">
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('portal.calendar.previous')}
          onClick={() => onMove(-1)}
        >
          <Icon name="previous" />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('portal.calendar.next')}
          onClick={() => onMove(1)}
        >
          <Icon name="next" />
        </ActionIcon>
        <Button variant="default" onClick={onToday}>
          {t('portal.calendar.today')}
        </Button>
        <Title order={2} size="h4" ms="xs" aria-live="polite">
          {title}
        </Title>
      </Group>
      <SegmentedControl
        aria-label={t('portal.calendar.view')}
        data={CALENDAR_VIEWS.map((value) => ({ value, label: t(`portal.calendar.${value}`) }))}
        value={view}
        onChange={(chosen) => onView(CALENDAR_VIEWS.find((each) => each === chosen) ?? 'month')}
      />
    </Group>
  );
}
