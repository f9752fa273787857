import { LANGUAGES, languageName, MessagePreview, Stack, Text } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { PromotionEvent } from '../promotion-event.js';

/** The message of each language, as its readers will find it. */
export function EventTexts({ event }: { event: PromotionEvent }) {
  const { t } = useTranslation('scheduling');
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600}>
        {t('portal.fields.content')}
      </Text>
      {LANGUAGES.map((language) => {
        const text = event.content[language];
        if (!text) return null;
        return (
          <Stack key={language} gap={4}>
            <Text size="xs" c="dimmed" lang={language}>
              {languageName(language)}
            </Text>
            <MessagePreview language={language} text={text} />
          </Stack>
        );
      })}
    </Stack>
  );
}
