import { Button, Card, EmptyState, Group, Stack } from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../message.js';
import { useMarkAsRead } from '../use-mark-as-read.js';
import { MessageItem } from './message-item.js';

interface MessageListProps {
  messages: Message[];
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}

/** Opening a message marks it as read. One is open at a time. */
export function MessageList({ messages, hasMore, loadingMore, onMore }: MessageListProps) {
  const { t } = useTranslation('inbox');
  const [openId, setOpenId] = useState<string | null>(null);
  const { mutate: markAsRead } = useMarkAsRead();
  if (messages.length === 0) {
    return (
      <Card withBorder>
        <EmptyState icon="inbox" title={t('portal.empty.title')} text={t('portal.empty.text')} />
      </Card>
    );
  }
  const toggle = (message: Message) => {
    const opening = openId !== message.message_id;
    setOpenId(opening ? message.message_id : null);
    if (opening && !message.is_read) markAsRead(message);
  };
  return (
    <Stack gap="md">
      <Card withBorder padding={0} component="ul" m={0} className="promenade-list">
        {messages.map((message) => (
          <MessageItem
            key={message.message_id}
            message={message}
            open={openId === message.message_id}
            onToggle={() => toggle(message)}
          />
        ))}
      </Card>
      {hasMore ? (
        <Group justify="center">
          <Button variant="default" loading={loadingMore} onClick={onMore}>
            {t('portal.loadMore')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
