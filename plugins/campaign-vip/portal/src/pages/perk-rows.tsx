import {
  ActionIcon,
  Button,
  directionOf,
  Group,
  Icon,
  LANGUAGES,
  type Language,
  Stack,
  Text,
  TextInput,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { TierDraft } from '../tier-draft.js';
import { withTexts } from './tier-text-fields.js';

interface PerkRowsProps {
  draft: TierDraft;
  language: Language;
  error: string | undefined;
  onChange: (changes: Partial<TierDraft>) => void;
}

/** The perks in one language; rows are added in the default language and exist in all. */
export function PerkRows({ draft, language, error, onChange }: PerkRowsProps) {
  const { t } = useTranslation('campaign-vip');
  const isDefault = language === draft.locale;
  const { perks } = draft.texts[language];
  const rows = Array.from({ length: draft.perkRows }, (_, row) => row);
  if (!isDefault && rows.length === 0) return null;

  const setPerk = (row: number, text: string) =>
    onChange(
      withTexts(draft, language, {
        perks: rows.map((at) => (at === row ? text : (perks[at] ?? ''))),
      }),
    );

  return (
    <Stack gap="xs">
      {rows.map((row) => (
        <Group key={row} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('portal.fields.perk', { number: row + 1 })}
            value={perks[row] ?? ''}
            placeholder={isDefault ? undefined : draft.texts[draft.locale].perks[row]}
            onChange={(event) => setPerk(row, event.currentTarget.value)}
            lang={language}
            styles={{ input: { direction: directionOf(language) } }}
          />
          {isDefault ? (
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('portal.removePerk', { number: row + 1 })}
              onClick={() => onChange(withoutPerk(draft, row))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      ) : null}
      {isDefault ? (
        <Group>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => onChange({ perkRows: draft.perkRows + 1 })}
          >
            {t('portal.addPerk')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

/** The row goes in every language: perks are matched by their place. */
function withoutPerk(draft: TierDraft, row: number): Partial<TierDraft> {
  const texts = { ...draft.texts };
  for (const language of LANGUAGES) {
    const { name, perks } = texts[language];
    texts[language] = { name, perks: perks.filter((_, at) => at !== row) };
  }
  return { texts, perkRows: draft.perkRows - 1 };
}
