import { Group, Icon, SegmentedControl, TextInput } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { EVENT_STATUSES, type EventStatus } from '../promotion-event.js';
import { StatusLegend } from './status-legend.js';

interface EventFiltersProps {
  status: EventStatus | null;
  onStatus: (status: EventStatus | null) => void;
  search: string;
  onSearch: (search: string) => void;
}

const ALL = 'ALL';

export function EventFilters({ status, onStatus, search, onSearch }: EventFiltersProps) {
  const { t } = useTranslation('scheduling');
  const choices = [
    { value: ALL, label: t('portal.allStatuses') },
    ...EVENT_STATUSES.map((value) => ({ value, label: t(`portal.status.${value}`) })),
  ];
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <TextInput
          type="search"
          aria-label={t('portal.search')}
          placeholder={t('portal.search')}
          leftSection={<Icon name="search" size={16} />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          w={{ base: '100%', xs: 240 }}
        />
        <SegmentedControl
          aria-label={t('portal.filterByStatus')}
          data={choices}
          value={status ?? ALL}
          onChange={(value) => onStatus(EVENT_STATUSES.find((each) => each === value) ?? null)}
          size="sm"
        />
      </Group>
      <StatusLegend />
    </Group>
  );
}
