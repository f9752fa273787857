import { LANGUAGES, languageName, MessagePreview, Stack, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DeliveredCount } from './delivered-count.js';
import { type Correction, type DeliveredDay, isUneven } from './delivered-event.js';

interface CorrectionSummaryProps {
  days: readonly DeliveredDay[];
  correction: Correction;
}

/** What a correction does, before it is done. */
export function CorrectionSummary({ days, correction }: CorrectionSummaryProps) {
  const { t } = useTranslation('inbox');
  return (
    <Stack gap="sm">
      <DeliveredCount days={days} />
      <Text size="sm">{t('portal.delivered.confirm.correct.text')}</Text>
      {LANGUAGES.map((language) => {
        const text = correction[language];
        if (!text) return null;
        return (
          <Stack key={language} gap={4}>
            <Text size="xs" c="dimmed" lang={language}>
              {languageName(language)}
            </Text>
            {isUneven(days, language) ? (
              <Text size="sm">{t('portal.delivered.confirm.correct.uneven')}</Text>
            ) : null}
            <MessagePreview language={language} text={text} />
          </Stack>
        );
      })}
    </Stack>
  );
}
