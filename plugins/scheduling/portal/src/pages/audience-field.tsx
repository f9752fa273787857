import {
  errorWithin,
  type FieldErrors,
  isLanguage,
  LANGUAGES,
  languageName,
  MultiSelect,
  Select,
  Stack,
  TagsInput,
  useLanguage,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { AUDIENCE_KINDS } from '../audience.js';
import type { AudienceDraft } from '../audience-draft.js';
import { useTierNames } from '../use-tier-names.js';
import { CustomerListField } from './customer-list-field.js';

interface AudienceFieldProps {
  audience: AudienceDraft;
  errors: FieldErrors;
  onChange: (audience: AudienceDraft) => void;
}

/** Who gets the messages: a kind of audience, and what that kind needs. */
export function AudienceField({ audience, errors, onChange }: AudienceFieldProps) {
  const { t } = useTranslation('scheduling');
  const language = useLanguage();
  const tiers = useTierNames(true);
  const change = (changes: Partial<AudienceDraft>) => onChange({ ...audience, ...changes });
  const kinds = AUDIENCE_KINDS.filter(
    (kind) => kind !== 'tiers' || tiers.available || audience.kind === 'tiers',
  ).map((value) => ({ value, label: t(`portal.audience.${value}`) }));
  // What was chosen before stays to be seen, and to be taken out, even if it is gone from the choices.
  const tierIds = [...new Set([...tiers.names.keys(), ...audience.tiers])];
  const locales = [...new Set([...LANGUAGES, ...audience.locales])];
  const nameOf = (each: string) => (isLanguage(each) ? languageName(each, language) : each);

  return (
    <Stack gap="xs">
      <Select
        label={t('portal.fields.audience')}
        data={kinds}
        value={audience.kind}
        onChange={(chosen) =>
          change({ kind: AUDIENCE_KINDS.find((each) => each === chosen) ?? audience.kind })
        }
        error={errors['/audience'] ?? errors['/audience/kind']}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      {audience.kind === 'tiers' ? (
        <MultiSelect
          searchable
          hidePickedOptions
          label={t('portal.audience.tiersLabel')}
          description={tiers.error ? t('portal.audience.tiersUnread') : undefined}
          data={tierIds.map((value) => ({ value, label: tiers.names.get(value) ?? value }))}
          value={audience.tiers}
          onChange={(chosen) => change({ tiers: chosen })}
          error={errorWithin(errors, '/audience/tier_ids')}
          comboboxProps={{ withinPortal: false }}
          required
        />
      ) : null}
      {audience.kind === 'locales' ? (
        <MultiSelect
          searchable
          hidePickedOptions
          label={t('portal.audience.localesLabel')}
          data={locales.map((value) => ({ value, label: nameOf(value) }))}
          value={audience.locales}
          onChange={(chosen) => change({ locales: chosen })}
          error={errorWithin(errors, '/audience/locales')}
          comboboxProps={{ withinPortal: false }}
          required
        />
      ) : null}
      {audience.kind === 'segments' ? (
        <TagsInput
          label={t('portal.audience.segmentsLabel')}
          description={t('portal.audience.segmentsHint')}
          value={audience.segments}
          onChange={(chosen) => change({ segments: chosen })}
          error={errorWithin(errors, '/audience/segments')}
          acceptValueOnBlur
          required
        />
      ) : null}
      {audience.kind === 'list' ? (
        <CustomerListField
          value={audience.customers}
          onChange={(customers) => change({ customers })}
          error={errorWithin(errors, '/audience/customer_ids')}
        />
      ) : null}
    </Stack>
  );
}
