import {
  ActionIcon,
  Badge,
  Box,
  Button,
  directionOf,
  Group,
  Icon,
  Text,
  Tooltip,
  UnstyledButton,
  useFormat,
} from '@promenade/portal-kit';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../message.js';
import styles from './message-item.module.css';

interface MessageItemProps {
  message: Message;
  open: boolean;
  onToggle: () => void;
  /** Into the archive, or out of it. */
  onArchive: () => void;
  onMarkUnread: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One message: its line, and its text when it is open, in the direction of its own language. */
export function MessageItem(props: MessageItemProps) {
  const { message, open, onToggle, onArchive, onMarkUnread, onKeyDown } = props;
  const { t } = useTranslation('inbox');
  const { dateTime, relative } = useFormat();
  const bodyId = useId();
  const { content, locale, is_read: isRead, created_at: createdAt } = message;
  const direction = directionOf(locale);
  const archiveText = message.is_archived ? 'portal.moveBack' : 'portal.archive';
  return (
    <li data-testid="message" data-read={isRead}>
      <Group gap={0} wrap="nowrap" className={styles.row}>
        <UnstyledButton
          className={styles.line}
          onClick={onToggle}
          onKeyDown={onKeyDown}
          aria-expanded={open}
          aria-controls={bodyId}
        >
          <Group justify="space-between" wrap="nowrap" gap="md" className={styles.facts}>
            <Group gap="xs" wrap="nowrap" className={styles.title}>
              {isRead ? null : (
                <Badge
                  size="sm"
                  variant={message.is_later ? 'default' : 'filled'}
                  className={styles.badge}
                  title={message.is_later ? t('portal.laterHint') : undefined}
                >
                  {t(message.is_later ? 'portal.laterBadge' : 'portal.new')}
                </Badge>
              )}
              <Text
                component="span"
                fw={isRead ? 400 : 700}
                dir={direction}
                lang={locale}
                truncate={!open}
                className={styles.titleText}
              >
                {content.title}
              </Text>
            </Group>
            <Text component="span" size="xs" c="dimmed" className={styles.time}>
              <time dateTime={createdAt} title={dateTime(createdAt)}>
                {relative(createdAt)}
              </time>
            </Text>
          </Group>
        </UnstyledButton>
        <Tooltip label={t(archiveText)}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            className={styles.archive}
            aria-label={t(`${archiveText}Message`, { title: content.title })}
            onClick={onArchive}
          >
            <Icon name={message.is_archived ? 'restore' : 'archive'} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <Box id={bodyId} hidden={!open} className={styles.body}>
        <Text dir={direction} lang={locale} className={styles.text}>
          {content.body}
        </Text>
        <Group justify="space-between" mt="md" gap="xs">
          <Text size="xs" c="dimmed">
            {t('portal.received', { when: dateTime(createdAt) })}
          </Text>
          <Button variant="subtle" size="compact-sm" onClick={onMarkUnread}>
            {t('portal.markUnread')}
          </Button>
        </Group>
      </Box>
    </li>
  );
}
