import { Box, Button, Card, EmptyState, Group, Stack, Text } from '@promenade/portal-kit';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter, Message } from '../message.js';
import type { Marks } from '../use-marks.js';
import { lineBeside } from './line-beside.js';
import { MessageItem } from './message-item.js';

interface MessageListProps {
  filter: Filter;
  messages: Message[];
  marks: Marks;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}

const EMPTY_TEXTS = {
  all: 'portal.empty',
  unread: 'portal.emptyUnread',
  archived: 'portal.emptyArchived',
  muted: 'portal.emptyMuted',
} as const;

/** Opening a message marks it as read. One is open at a time. */
export function MessageList(props: MessageListProps) {
  const { filter, messages, marks, hasMore, loadingMore, onMore } = props;
  const { t } = useTranslation('inbox');
  const [openId, setOpenId] = useState<string | null>(null);
  if (messages.length === 0) {
    const texts = EMPTY_TEXTS[filter];
    return (
      <Card withBorder>
        <EmptyState icon="inbox" title={t(`${texts}.title`)} text={t(`${texts}.text`)} />
      </Card>
    );
  }
  const toggle = (message: Message) => {
    const opening = openId !== message.message_id;
    setOpenId(opening ? message.message_id : null);
    if (opening && !message.is_read) marks.markRead(message);
  };
  const archive = (message: Message) => {
    if (message.is_archived) marks.moveBack(message);
    else marks.archive(message);
  };
  const press = (message: Message) => (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = event.currentTarget;
    const beside = lineBeside(line, event.key);
    if (beside) {
      event.preventDefault();
      beside.focus();
    } else if (event.key === 'e') {
      // The line goes: whoever works by keyboard stays in the list.
      (lineBeside(line, 'ArrowDown') ?? lineBeside(line, 'ArrowUp'))?.focus();
      archive(message);
    } else if (event.key === 'u' && message.is_read) {
      setOpenId(null);
      marks.markUnread(message);
    }
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
            onArchive={() => archive(message)}
            onMarkUnread={() => {
              setOpenId(null);
              marks.markUnread(message);
            }}
            onKeyDown={press(message)}
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
      <Box visibleFrom="md">
        <Text c="dimmed" size="xs">
          {t('portal.keys')}
        </Text>
      </Box>
    </Stack>
  );
}
