import type { CalendarController } from '@fullcalendar/react';
import { ActionIcon, Button, Group, Icon, SegmentedControl, Title } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';

const VIEWS = { dayGridMonth: 'month', dayGridWeek: 'week', listMonth: 'list' } as const;

/** Which time the calendar shows, and how. */
export function CalendarToolbar({ controller }: { controller: CalendarController }) {
  const { t } = useTranslation('scheduling');
  return (
    <Group justify="space-between" gap="sm" mb="sm">
      <Group gap="xs">
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('portal.calendar.previous')}
          onClick={() => controller.prev()}
        >
          <Icon name="previous" />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('portal.calendar.next')}
          onClick={() => controller.next()}
        >
          <Icon name="next" />
        </ActionIcon>
        <Button variant="default" onClick={() => controller.today()}>
          {t('portal.calendar.today')}
        </Button>
        <Title order={2} size="h4" ms="xs" aria-live="polite">
          {controller.view?.title}
        </Title>
      </Group>
      <SegmentedControl
        aria-label={t('portal.calendar.view')}
        data={Object.entries(VIEWS).map(([value, name]) => ({
          value,
          label: t(`portal.calendar.${name}`),
        }))}
        value={controller.view?.type ?? 'dayGridMonth'}
        onChange={(view) => controller.changeView(view)}
      />
    </Group>
  );
}
