import { Alert, Stack, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { ChangeNote } from '../change-notes.js';

/** What saving a published event does, before it is saved. */
export function ChangeNotesText({ title, notes }: { title: string; notes: ChangeNote[] }) {
  const { t } = useTranslation('scheduling');
  return (
    <Stack gap="sm">
      <Text size="sm">{t('portal.confirmChange.text', { title })}</Text>
      {notes.map((note) =>
        note === 'endsNow' ? (
          <Alert key={note} color="yellow">
            {t('portal.confirmChange.endsNow')}
          </Alert>
        ) : (
          <Text key={note} size="sm" fw={600}>
            {t(`portal.confirmChange.${note}`)}
          </Text>
        ),
      )}
    </Stack>
  );
}
