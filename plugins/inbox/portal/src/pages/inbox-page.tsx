import { Page, QueryView, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { useMessages } from '../use-messages.js';
import { useUnreadCount } from '../use-unread-count.js';
import { MessageList } from './message-list.js';

/** The customer's messages. */
export function InboxPage() {
  const { t } = useTranslation('inbox');
  const query = useMessages();
  const unread = useUnreadCount().data?.unread_count;
  return (
    <Page title={t('pages.inbox')}>
      {unread === undefined ? null : (
        <Text c="dimmed" size="sm" role="status">
          {t('portal.unread', { count: unread })}
        </Text>
      )}
      <QueryView query={query}>
        {({ pages }) => (
          <MessageList
            messages={pages.flatMap((page) => page.items)}
            hasMore={query.hasNextPage}
            loadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        )}
      </QueryView>
    </Page>
  );
}
