import {
  Button,
  Group,
  Page,
  QueryView,
  SegmentedControl,
  SidePanel,
  Text,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { FILTERS, type Filter } from '../message.js';
import { useMarks } from '../use-marks.js';
import { useMessages } from '../use-messages.js';
import { usePreferences } from '../use-preferences.js';
import { useUnreadCount } from '../use-unread-count.js';
import { MessageList } from './message-list.js';
import { PreferencesForm } from './preferences-form.js';

const isFilter = (value: string | null): value is Filter =>
  FILTERS.some((filter) => filter === value);

/** The customer's messages. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const [search, setSearch] = useSearchParams();
  const asked = search.get('filter');
  const filter = isFilter(asked) ? asked : 'all';
  const query = useMessages(filter);
  const count = useUnreadCount().data;
  const preferences = usePreferences();
  const marks = useMarks();
  const [editing, setEditing] = useState(false);
  const hasMuted = filter === 'muted' || (preferences.data?.muted_kinds.length ?? 0) > 0;
  const shown = FILTERS.filter((one) => one !== 'muted' || hasMuted);
  const waiting = (count?.unread_count ?? 0) + (count?.later_count ?? 0);

  return (
    <Page
      title={t('pages.inbox')}
      actions={
        <>
          <Button
            variant="default"
            disabled={waiting === 0}
            loading={marks.markingAll}
            onClick={marks.markAllRead}
          >
            {t('portal.markAll')}
          </Button>
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('portal.preferences.open')}
          </Button>
        </>
      }
    >
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label={t('portal.filters.label')}
          data={shown.map((one) => ({ value: one, label: t(`portal.filters.${one}`) }))}
          value={filter}
          onChange={(chosen) => setSearch(chosen === 'all' ? {} : { filter: chosen })}
        />
        {count ? (
          <Text c="dimmed" size="sm" role="status">
            {t('portal.unread', { count: count.unread_count })}
            {count.later_count > 0 ? ` · ${t('portal.later', { count: count.later_count })}` : ''}
          </Text>
        ) : null}
      </Group>
      <QueryView query={query}>
        {({ pages }) => (
          <MessageList
            filter={filter}
            messages={pages.flatMap((page) => page.items)}
            marks={marks}
            hasMore={query.hasNextPage}
            loadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        )}
      </QueryView>
      <SidePanel
        opened={editing}
        title={t('portal.preferences.title')}
        onClose={() => setEditing(false)}
      >
        <QueryView query={preferences}>
          {(read) => <PreferencesForm read={read} onClose={() => setEditing(false)} />}
        </QueryView>
      </SidePanel>
    </Page>
  );
}
