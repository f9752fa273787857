import {
  ConflictAlert,
  FormActions,
  fieldErrorsOf,
  ProblemAlert,
  Stack,
  unplacedErrors,
  useFocusRefusedField,
  useLanguage,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tier } from '../tier.js';
import { draftOf, emptyDraft, inputOf, type TierDraft } from '../tier-draft.js';
import { useSaveTier } from '../use-save-tier.js';
import { TierFacts } from './tier-facts.js';
import { TierTextsEditor } from './tier-texts-editor.js';

interface TierFormProps {
  /** Absent when a tier is created. */
  tier: Tier | undefined;
  onClose: () => void;
}

const SHOWN_FIELDS = [
  '/tier_id',
  '/locale',
  '/name',
  '/min_points',
  '/discount_percentage',
  '/benefits/bonus_points',
  '/benefits/custom_perks',
  '/translations',
];

/** Creates or changes a tier. */
export function TierForm({ tier: opened, onClose }: TierFormProps) {
  const { t } = useTranslation('campaign-vip');
  const language = useLanguage();
  const [tier, setTier] = useState(opened);
  const [loaded, setLoaded] = useState<TierDraft>(() =>
    opened ? draftOf(opened) : emptyDraft(language),
  );
  const [draft, setDraft] = useState(loaded);
  useUnsavedChanges(draft, loaded);
  const { save, saving, error, conflict, reload } = useSaveTier({ tier, onSaved: onClose });
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const change = (changes: Partial<TierDraft>) => setDraft((before) => ({ ...before, ...changes }));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(inputOf(draft, tier));
  };

  const takeCurrent = async () => {
    const current = await reload();
    setTier(current);
    setLoaded(draftOf(current));
    setDraft(draftOf(current));
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {conflict ? <ConflictAlert onReload={takeCurrent} /> : null}
        {error && !conflict ? (
          <ProblemAlert error={error} messages={unplacedErrors(errors, SHOWN_FIELDS)} />
        ) : null}
        <TierFacts draft={draft} isNew={!tier} errors={errors} onChange={change} />
        <TierTextsEditor draft={draft} errors={errors} onChange={change} />
        <FormActions
          submitLabel={tier ? t('portal.save') : t('portal.create')}
          submitting={saving}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
