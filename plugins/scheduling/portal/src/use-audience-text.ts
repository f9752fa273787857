import { isLanguage, languageName, useFormat, useLanguage } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { Audience } from './audience.js';
import { useTierNames } from './use-tier-names.js';

/** Whom an event is for, in a sentence. */
export function useAudienceText(audience: Audience): string {
  const { t } = useTranslation('scheduling');
  const { list } = useFormat();
  const language = useLanguage();
  const { names } = useTierNames(audience.kind === 'tiers');
  switch (audience.kind) {
    case 'everyone':
      return t('portal.audience.everyone');
    case 'tiers':
      return t('portal.audience.tiersText', {
        names: list(audience.tier_ids.map((id) => names.get(id) ?? id)),
      });
    case 'locales':
      return t('portal.audience.localesText', {
        names: list(
          audience.locales.map((each) => (isLanguage(each) ? languageName(each, language) : each)),
        ),
      });
    case 'segments':
      return t('portal.audience.segmentsText', { names: list(audience.segments) });
    case 'list':
    default:
      return t('portal.audience.listText', { count: audience.customer_ids.length });
  }
}
