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
  TextInput,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { inputOf, type TierDraft } from '../tier-draft.js';
import { translationState } from '../tier-texts.js';
import { PerkRows } from './perk-rows.js';
import { namePointer, perksPointer, withTexts } from './tier-text-fields.js';

interface TierTextsEditorProps {
  draft: TierDraft;
  errors: FieldErrors;
  onChange: (changes: Partial<TierDraft>) => void;
}

/** Name and perks in each language. A perk is one row in all of them. */
export function TierTextsEditor({ draft, errors, onChange }: TierTextsEditorProps) {
  const { t } = useTranslation('campaign-vip');
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('portal.fields.texts')}
      </Text>
      <LanguageTabs completeness={completenessOf(draft, errors)} initial={draft.locale}>
        {(language) => (
          <Stack gap="md">
            <TextInput
              label={t('portal.fields.name')}
              value={draft.texts[language].name}
              onChange={(event) =>
                onChange(withTexts(draft, language, { name: event.currentTarget.value }))
              }
              error={errors[namePointer(draft, language)]}
              required={language === draft.locale}
              placeholder={language === draft.locale ? undefined : draft.texts[draft.locale].name}
              lang={language}
              styles={{ input: { direction: directionOf(language) } }}
            />
            <PerkRows
              draft={draft}
              language={language}
              error={errorWithin(errors, perksPointer(draft, language))}
              onChange={onChange}
            />
          </Stack>
        )}
      </LanguageTabs>
    </Stack>
  );
}

function completenessOf(draft: TierDraft, errors: FieldErrors): Record<Language, Completeness> {
  const input = inputOf(draft);
  const stateOf = (language: Language): Completeness => {
    const refused =
      errorWithin(errors, namePointer(draft, language)) ??
      errorWithin(errors, perksPointer(draft, language));
    return refused === undefined ? translationState(input, language) : 'error';
  };
  return Object.fromEntries(LANGUAGES.map((each) => [each, stateOf(each)])) as Record<
    Language,
    Completeness
  >;
}
