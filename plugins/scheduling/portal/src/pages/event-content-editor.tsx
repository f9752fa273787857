import {
  type Completeness,
  directionOf,
  errorWithin,
  type FieldErrors,
  LANGUAGES,
  type Language,
  LanguageTabs,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { type EventDraft, textState } from '../event-draft.js';
import type { EventText } from '../promotion-event.js';

interface EventContentEditorProps {
  content: EventDraft['content'];
  errors: FieldErrors;
  onChange: (content: EventDraft['content']) => void;
}

/** The message in each language; one language is enough. */
export function EventContentEditor({ content, errors, onChange }: EventContentEditorProps) {
  const { t } = useTranslation('scheduling');
  const stateOf = (language: Language): Completeness =>
    errorWithin(errors, `/content/${language}`) ? 'error' : textState(content[language]);
  const completeness = Object.fromEntries(
    LANGUAGES.map((language) => [language, stateOf(language)]),
  ) as Record<Language, Completeness>;
  const change = (language: Language, changes: Partial<EventText>) =>
    onChange({ ...content, [language]: { ...content[language], ...changes } });

  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('portal.fields.content')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('portal.fields.contentHint')}
      </Text>
      {errors['/content'] ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {errors['/content']}
        </Text>
      ) : null}
      <LanguageTabs completeness={completeness}>
        {(language) => (
          <Stack gap="sm">
            <TextInput
              label={t('portal.fields.messageTitle')}
              value={content[language].title}
              onChange={({ currentTarget }) => change(language, { title: currentTarget.value })}
              error={errors[`/content/${language}/title`]}
              lang={language}
              styles={{ input: { direction: directionOf(language) } }}
            />
            <Textarea
              label={t('portal.fields.messageBody')}
              value={content[language].body}
              onChange={({ currentTarget }) => change(language, { body: currentTarget.value })}
              error={errors[`/content/${language}/body`]}
              autosize
              minRows={3}
              lang={language}
              styles={{ input: { direction: directionOf(language) } }}
            />
          </Stack>
        )}
      </LanguageTabs>
    </Stack>
  );
}
