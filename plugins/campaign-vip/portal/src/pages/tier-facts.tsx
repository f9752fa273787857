import {
  type FieldErrors,
  isLanguage,
  LANGUAGES,
  languageName,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TextInput,
  useLanguage,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { TierDraft } from '../tier-draft.js';

interface TierFactsProps {
  draft: TierDraft;
  isNew: boolean;
  errors: FieldErrors;
  onChange: (changes: Partial<TierDraft>) => void;
}

/** What is the same in every language. Id and default language are fixed once the tier exists. */
export function TierFacts({ draft, isNew, errors, onChange }: TierFactsProps) {
  const { t } = useTranslation('campaign-vip');
  const shownIn = useLanguage();
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('portal.fields.tierId')}
          description={t('portal.fields.tierIdHint')}
          value={draft.tierId}
          onChange={(event) => onChange({ tierId: event.currentTarget.value })}
          error={errors['/tier_id']}
          disabled={!isNew}
          required
          styles={{ input: { direction: 'ltr' } }}
        />
        <Select
          label={t('portal.fields.locale')}
          description={t('portal.fields.localeHint')}
          data={LANGUAGES.map((each) => ({ value: each, label: languageName(each, shownIn) }))}
          value={draft.locale}
          onChange={(locale) => isLanguage(locale) && onChange({ locale })}
          error={errors['/locale']}
          disabled={!isNew}
          allowDeselect={false}
          required
        />
        <NumberInput
          label={t('portal.fields.minPoints')}
          value={draft.minPoints}
          onChange={(minPoints) => onChange({ minPoints })}
          error={errors['/min_points']}
          min={0}
          allowDecimal={false}
          thousandSeparator=","
          hideControls
          required
        />
        <NumberInput
          label={t('portal.fields.discount')}
          value={draft.discount}
          onChange={(discount) => onChange({ discount })}
          error={errors['/discount_percentage']}
          min={0}
          max={100}
          decimalScale={0}
          allowDecimal={false}
          suffix="%"
          hideControls
          required
        />
        <NumberInput
          label={t('portal.fields.bonusPoints')}
          value={draft.bonusPoints}
          onChange={(bonusPoints) => onChange({ bonusPoints })}
          error={errors['/benefits/bonus_points']}
          min={0}
          allowDecimal={false}
          thousandSeparator=","
          hideControls
        />
      </SimpleGrid>
      <Switch
        label={t('portal.freeShipping')}
        checked={draft.freeShipping}
        onChange={(event) => onChange({ freeShipping: event.currentTarget.checked })}
      />
      <Switch
        label={t('portal.exclusiveAccess')}
        checked={draft.exclusiveAccess}
        onChange={(event) => onChange({ exclusiveAccess: event.currentTarget.checked })}
      />
    </Stack>
  );
}
