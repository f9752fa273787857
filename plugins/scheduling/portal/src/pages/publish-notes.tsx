import { Alert, type ApiClient, Skeleton, Stack, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { PromotionEvent } from '../promotion-event.js';
import { usePublishNotes } from '../use-publish-notes.js';

interface PublishNotesProps {
  api: ApiClient;
  event: PromotionEvent;
}

/** What to know before an event is published. That it cannot be had keeps nobody from publishing, but is said. */
export function PublishNotes({ api, event }: PublishNotesProps) {
  const { t } = useTranslation('scheduling');
  const notes = usePublishNotes(api, event);
  if (notes.isPending) return <Skeleton height={20} />;
  if (notes.isError) return <Text size="sm">{t('portal.confirmPublish.unchecked')}</Text>;
  if (notes.data.items.length === 0) return null;
  return (
    <Stack gap="xs">
      {notes.data.items.map(({ plugin, code, kind, params }) => {
        const text = t(`${plugin}:publishNotes.${code}`, params);
        return kind === 'warning' ? (
          <Alert key={`${plugin} ${code}`} color="yellow">
            {text}
          </Alert>
        ) : (
          <Text key={`${plugin} ${code}`} size="sm">
            {text}
          </Text>
        );
      })}
    </Stack>
  );
}
