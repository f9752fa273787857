import {
  ConflictAlert,
  DateTimeField,
  FormActions,
  fieldErrorsOf,
  ProblemAlert,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  TimeField,
  TimeZoneSelect,
  unplacedErrors,
  useFocusRefusedField,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftOf, type EventDraft, inputOf } from '../event-draft.js';
import type { PromotionEvent } from '../promotion-event.js';
import { useSaveEvent } from '../use-save-event.js';
import { EventContentEditor } from './event-content-editor.js';

interface EventFormProps {
  /** Absent when an event is created. */
  event: PromotionEvent | undefined;
  initial: EventDraft;
  onSaved: (event: PromotionEvent) => void;
  onCancel: () => void;
}

const SHOWN_FIELDS = [
  '/title',
  '/description',
  '/promotion_package',
  '/start_datetime',
  '/end_datetime',
  '/timezone',
  '/dispatch_time',
  '/content',
];

/** Creates or changes an event. The server checks; what it refuses stands at the field. */
export function EventForm({ event: opened, initial, onSaved, onCancel }: EventFormProps) {
  const { t } = useTranslation('scheduling');
  const [event, setEvent] = useState(opened);
  const [loaded, setLoaded] = useState(initial);
  const [draft, setDraft] = useState(initial);
  useUnsavedChanges(draft, loaded);
  const isPublished = event?.status === 'PUBLISHED';
  const { save, saving, error, conflict, reload } = useSaveEvent({ event, onSaved });
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const change = (changes: Partial<EventDraft>) =>
    setDraft((before) => ({ ...before, ...changes }));

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    save(inputOf(draft));
  };

  const takeCurrent = async () => {
    if (!event) return;
    const current = await reload(event);
    setEvent(current);
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
        <TextInput
          label={t('portal.fields.title')}
          description={t('portal.fields.titleHint')}
          value={draft.title}
          onChange={({ currentTarget }) => change({ title: currentTarget.value })}
          error={errors['/title']}
          required
          data-autofocus
        />
        <Textarea
          label={t('portal.fields.description')}
          value={draft.description}
          onChange={({ currentTarget }) => change({ description: currentTarget.value })}
          error={errors['/description']}
          autosize
          minRows={2}
        />
        <TextInput
          label={t('portal.fields.promotionPackage')}
          description={t('portal.fields.promotionPackageHint')}
          value={draft.promotionPackage}
          onChange={({ currentTarget }) => change({ promotionPackage: currentTarget.value })}
          error={errors['/promotion_package']}
          required
        />
        <DateTimeField
          dateLabel={t('portal.fields.startDate')}
          timeLabel={t('portal.fields.startTime')}
          value={draft.start}
          onChange={(start) => change({ start })}
          error={errors['/start_datetime']}
          required
        />
        <DateTimeField
          dateLabel={t('portal.fields.endDate')}
          timeLabel={t('portal.fields.endTime')}
          value={draft.end}
          onChange={(end) => change({ end })}
          error={errors['/end_datetime']}
          required
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TimeZoneSelect
            label={t('portal.fields.timezone')}
            description={t(
              isPublished ? 'portal.fields.timezoneFixed' : 'portal.fields.timezoneHint',
            )}
            disabled={isPublished}
            value={draft.timezone}
            onChange={(timezone) => change({ timezone })}
            error={errors['/timezone']}
          />
          <TimeField
            label={t('portal.fields.dispatchTime')}
            description={t('portal.fields.dispatchTimeHint')}
            value={draft.dispatchTime}
            onChange={(dispatchTime) => change({ dispatchTime })}
            error={errors['/dispatch_time']}
          />
        </SimpleGrid>
        <EventContentEditor
          content={draft.content}
          errors={errors}
          onChange={(content) => change({ content })}
        />
        <FormActions
          submitLabel={event ? t('portal.save') : t('portal.create')}
          submitting={saving}
          onCancel={onCancel}
        />
      </Stack>
    </form>
  );
}
