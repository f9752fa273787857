import {
  Badge,
  Box,
  directionOf,
  Group,
  Text,
  UnstyledButton,
  useFormat,
} from '@promenade/portal-kit';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../message.js';
import styles from './message-item.module.css';

interface MessageItemProps {
  message: Message;
  open: boolean;
  onToggle: () => void;
}

/** One message: its line, and its text when it is open, in the direction of its own language. */
export function MessageItem({ message, open, onToggle }: MessageItemProps) {
  const { t } = useTranslation('inbox');
  const { dateTime, relative } = useFormat();
  const bodyId = useId();
  const { content, locale, is_read: isRead, created_at: createdAt } = message;
  const direction = directionOf(locale);
  return (
    <li data-testid="message" data-read={isRead}>
      <UnstyledButton
        className={styles.line}
        onClick={onToggle}
        aria-expanded={open}
        aria-controls={bodyId}
      >
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Group gap="xs" wrap="nowrap" className={styles.title}>
            {isRead ? null : (
              <Badge size="sm" variant="filled">
                {t('portal.new')}
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
      <Box id={bodyId} hidden={!open} className={styles.body}>
        <Text dir={direction} lang={locale} className={styles.text}>
          {content.body}
        </Text>
        <Text size="xs" c="dimmed" mt="md">
          {t('portal.received', { when: dateTime(createdAt) })}
        </Text>
      </Box>
    </li>
  );
}
