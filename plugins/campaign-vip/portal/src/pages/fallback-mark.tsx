import { Badge, type Language, languageName, Tooltip, useLanguage } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';

/** Says that a text is shown in another language because its translation is missing. */
export function FallbackMark({ shown }: { shown: Language }) {
  const { t } = useTranslation('campaign-vip');
  const text = t('portal.fallback', { language: languageName(shown, useLanguage()) });
  return (
    <Tooltip label={text}>
      <Badge variant="outline" color="gray" size="xs" flex="none" role="img" aria-label={text}>
        {shown}
      </Badge>
    </Tooltip>
  );
}
