import {
  Badge,
  Group,
  Icon,
  LANGUAGES,
  type Language,
  languageName,
  Tooltip,
  useLanguage,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { TranslationState } from '../tier-texts.js';

const LOOK = {
  complete: { color: 'green', icon: 'check' },
  partial: { color: 'yellow', icon: 'edit' },
  missing: { color: 'gray', icon: 'x' },
} as const;

/** How far each language is, by icon, colour and words. */
export function TranslationMarks({ states }: { states: Record<Language, TranslationState> }) {
  const { t } = useTranslation('campaign-vip');
  const shownIn = useLanguage();
  return (
    <Group gap={4} wrap="nowrap">
      {LANGUAGES.map((language) => {
        const { color, icon } = LOOK[states[language]];
        const text = t(`portal.translation.${states[language]}`, {
          language: languageName(language, shownIn),
        });
        return (
          <Tooltip key={language} label={text}>
            <Badge
              variant="light"
              color={color}
              size="sm"
              role="img"
              aria-label={text}
              leftSection={<Icon name={icon} size={11} />}
            >
              {language}
            </Badge>
          </Tooltip>
        );
      })}
    </Group>
  );
}
