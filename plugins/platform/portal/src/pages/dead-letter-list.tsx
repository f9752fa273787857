import {
  Button,
  Group,
  QueryView,
  SidePanel,
  Stack,
  Text,
  usePermission,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeadLetter, DeadLetterFilter } from '../dead-letter.js';
import { useDeadLetters } from '../use-dead-letters.js';
import { DeadLetterDetails } from './dead-letter-details.js';
import { DeadLetterFilters } from './dead-letter-filters.js';
import { DeadLetterTable } from './dead-letter-table.js';
import { useSettleLetters } from './use-settle-letters.js';

/** The most that are replayed or discarded at once. */
const MOST = 100;

/** What could not be handled: filters, list, details, and what can be done about it. */
export function DeadLetterList() {
  const { t } = useTranslation('platform');
  const mayWrite = usePermission('platform.dead-letters.write');
  const [filter, setFilter] = useState<DeadLetterFilter>({
    state: 'open',
    topic: null,
    group: null,
  });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<DeadLetter | null>(null);
  const query = useDeadLetters(filter);
  const { isPending, replay, discard } = useSettleLetters((ids) => {
    setSelected(new Set());
    if (opened && ids.includes(opened.id)) setOpened(null);
  });
  const chosen = [...selected].slice(0, MOST);
  return (
    <Stack gap="md">
      <DeadLetterFilters
        filter={filter}
        onFilter={(wanted) => {
          setFilter(wanted);
          setSelected(new Set());
        }}
      />
      {chosen.length > 0 ? (
        <Group gap="xs" role="status">
          <Text size="sm">{t('portal.deadLetters.selected', { count: chosen.length })}</Text>
          <Button size="compact-md" loading={isPending} onClick={() => replay(chosen)}>
            {t('portal.deadLetters.replay.confirm')}
          </Button>
          {filter.state === 'open' ? (
            <Button
              size="compact-md"
              variant="default"
              disabled={isPending}
              onClick={() => discard(chosen)}
            >
              {t('portal.deadLetters.discard.confirm')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <QueryView query={query}>
        {({ pages }) => (
          <DeadLetterTable
            letters={pages.flatMap(({ items }) => items)}
            hasMore={query.hasNextPage}
            selection={mayWrite ? { ids: selected, onSelect: setSelected } : undefined}
            onOpen={setOpened}
          />
        )}
      </QueryView>
      {query.hasNextPage ? (
        <Group justify="center">
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('portal.deadLetters.more')}
          </Button>
        </Group>
      ) : null}
      <SidePanel
        opened={opened !== null}
        title={t('portal.deadLetters.one')}
        onClose={() => setOpened(null)}
      >
        {opened === null ? null : (
          <DeadLetterDetails
            id={opened.id}
            settle={
              mayWrite
                ? {
                    isPending,
                    onReplay: () => replay([opened.id]),
                    onDiscard: () => discard([opened.id]),
                  }
                : undefined
            }
          />
        )}
      </SidePanel>
    </Stack>
  );
}
