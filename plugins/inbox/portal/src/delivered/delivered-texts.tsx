import { languageName, MessagePreview, Stack, Text, useFormat } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { type DeliveredDay, type SentText, sentLanguages, sentTexts } from './delivered-event.js';

/** What readers of each language read; with its days where they are not all the same. */
export function DeliveredTexts({ days }: { days: readonly DeliveredDay[] }) {
  return sentLanguages(days).map((language) => {
    const texts = sentTexts(days, language);
    return (
      <Stack key={language} gap={4}>
        <Text size="xs" c="dimmed" lang={language}>
          {languageName(language)}
        </Text>
        {texts.map((text) => (
          <Stack key={text.first} gap={4}>
            {texts.length > 1 ? <SentDays text={text} /> : null}
            <MessagePreview language={language} text={text} />
          </Stack>
        ))}
      </Stack>
    );
  });
}

function SentDays({ text: { first, last } }: { text: SentText }) {
  const { t } = useTranslation('inbox');
  const { date } = useFormat();
  return (
    <Text size="xs" c="dimmed">
      {first === last
        ? date(first)
        : t('portal.delivered.range', { first: date(first), last: date(last) })}
    </Text>
  );
}
