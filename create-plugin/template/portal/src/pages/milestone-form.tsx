import {
  FormActions,
  fieldErrorsOf,
  NumberInput,
  ProblemAlert,
  Stack,
  TextInput,
  unplacedErrors,
  useFocusRefusedField,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSetMilestone } from '../use-set-milestone.js';

const EMPTY: { title: string; customers: number | string } = { title: '', customers: '' };

/** Sets a milestone. */
export function MilestoneForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sample-plugin');
  const [draft, setDraft] = useState(EMPTY);
  useUnsavedChanges(draft, EMPTY);
  const { mutate, isPending, error } = useSetMilestone({ onSet: onClose });
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ title: draft.title, customers: Number(draft.customers) });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {error ? (
          <ProblemAlert error={error} messages={unplacedErrors(errors, ['/title', '/customers'])} />
        ) : null}
        <TextInput
          label={t('portal.columns.title')}
          value={draft.title}
          onChange={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
          error={errors['/title']}
          required
        />
        <NumberInput
          label={t('portal.columns.customers')}
          value={draft.customers}
          onChange={(customers) => setDraft({ ...draft, customers })}
          error={errors['/customers']}
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          hideControls
          required
        />
        <FormActions submitLabel={t('portal.create')} submitting={isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
