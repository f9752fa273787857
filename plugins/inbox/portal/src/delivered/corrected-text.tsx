import {
  directionOf,
  type FieldErrors,
  type Language,
  MessagePreview,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@promenade/portal-kit';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageText } from './delivered-event.js';

interface CorrectedTextProps {
  language: Language;
  /** Undefined where no message was sent in the language. */
  text: MessageText | undefined;
  errors: FieldErrors;
  /** Whether the form starts here. */
  isFirst: boolean;
  onChange: (text: MessageText) => void;
}

/** Title and text of one language, and what becomes of them. */
export function CorrectedText({ language, text, errors, isFirst, onChange }: CorrectedTextProps) {
  const { t } = useTranslation('inbox');
  const title = useRef<HTMLInputElement>(null);
  const startsHere = useRef(isFirst);
  useEffect(() => {
    if (startsHere.current) title.current?.focus();
  }, []);
  if (!text) {
    return (
      <Text size="sm" c="dimmed">
        {t('portal.delivered.notSent')}
      </Text>
    );
  }
  const styles = { input: { direction: directionOf(language) } };
  return (
    <Stack gap="sm">
      <TextInput
        ref={title}
        label={t('portal.delivered.messageTitle')}
        value={text.title}
        onChange={({ currentTarget }) => onChange({ ...text, title: currentTarget.value })}
        error={errors[`/content/${language}/title`]}
        lang={language}
        styles={styles}
        required
      />
      <Textarea
        label={t('portal.delivered.messageBody')}
        value={text.body}
        onChange={({ currentTarget }) => onChange({ ...text, body: currentTarget.value })}
        error={errors[`/content/${language}/body`]}
        autosize
        minRows={3}
        lang={language}
        styles={styles}
        required
      />
      <Stack gap={4}>
        <Text size="xs" c="dimmed">
          {t('portal.delivered.preview')}
        </Text>
        <MessagePreview language={language} text={text} />
      </Stack>
    </Stack>
  );
}
