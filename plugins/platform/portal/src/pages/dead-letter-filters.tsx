import { Group, SegmentedControl, Select } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DEAD_LETTER_STATES, type DeadLetterFilter } from '../dead-letter.js';
import { useEventGroups } from '../use-event-groups.js';

interface DeadLetterFiltersProps {
  filter: DeadLetterFilter;
  onFilter: (filter: DeadLetterFilter) => void;
}

export function DeadLetterFilters({ filter, onFilter }: DeadLetterFiltersProps) {
  const { t } = useTranslation('platform');
  const groups = useEventGroups().data?.items ?? [];
  const states = [...DEAD_LETTER_STATES, 'all'] as const;
  const distinct = (values: string[]) => [...new Set(values)].toSorted();
  return (
    <Group gap="sm" align="flex-end">
      <SegmentedControl
        aria-label={t('portal.deadLetters.filterByState')}
        data={states.map((value) => ({ value, label: t(`portal.deadLetters.state.${value}`) }))}
        value={filter.state}
        onChange={(value) =>
          onFilter({ ...filter, state: states.find((each) => each === value) ?? 'open' })
        }
        size="sm"
      />
      <Select
        aria-label={t('portal.deadLetters.topic')}
        placeholder={t('portal.deadLetters.allTopics')}
        data={distinct(groups.map(({ topic }) => topic))}
        value={filter.topic}
        onChange={(topic) => onFilter({ ...filter, topic })}
        clearable
        clearButtonProps={{ 'aria-label': t('portal.deadLetters.allTopics') }}
        w={{ base: '100%', xs: 210 }}
      />
      <Select
        aria-label={t('portal.deadLetters.group')}
        placeholder={t('portal.deadLetters.allGroups')}
        data={distinct(groups.map(({ group }) => group))}
        value={filter.group}
        onChange={(group) => onFilter({ ...filter, group })}
        clearable
        clearButtonProps={{ 'aria-label': t('portal.deadLetters.allGroups') }}
        w={{ base: '100%', xs: 180 }}
      />
    </Group>
  );
}
