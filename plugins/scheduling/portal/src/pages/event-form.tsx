import {
  Alert,
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
  useConfirm,
  useFocusRefusedField,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeNotes } from '../change-notes.js';
import { draftOf, type EventDraft, inputOf } from '../event-draft.js';
import { isWithoutFaults } from '../listed-customers.js';
import { mergedDraft } from '../merged-draft.js';
import type { PromotionEvent } from '../promotion-event.js';
import { useKeptDraft } from '../use-kept-draft.js';
import { useSaveEvent } from '../use-save-event.js';
import { AudienceField } from './audience-field.js';
import { ChangeNotesText } from './change-notes-text.js';
import { EventContentEditor } from './event-content-editor.js';

interface EventFormProps {
  /** Absent when an event is created. */
  event: PromotionEvent | undefined;
  initial: EventDraft;
  /** The form as it was left before, when it is taken up again. */
  typed?: EventDraft | undefined;
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
  '/audience',
  '/content',
];

/** Creates or changes an event. The server checks; what it refuses stands at the field. */
export function EventForm({ event: opened, initial, typed, onSaved, onCancel }: EventFormProps) {
  const { t } = useTranslation('scheduling');
  const [event, setEvent] = useState(opened);
  const [loaded, setLoaded] = useState(initial);
  const [draft, setDraft] = useState(typed ?? initial);
  const [isMerged, setIsMerged] = useState(false);
  const confirm = useConfirm();
  useUnsavedChanges(draft, loaded);
  useKeptDraft({ event, loaded, draft });
  const isZoneFixed = Boolean(event?.published_at);
  const { save, saving, error, conflict, reload } = useSaveEvent({ event, onSaved });
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const change = (changes: Partial<EventDraft>) =>
    setDraft((before) => ({ ...before, ...changes }));

  const isSendable = draft.audience.kind !== 'list' || isWithoutFaults(draft.audience.customers);

  const send = async () => {
    const input = inputOf(draft);
    if (event?.status === 'PUBLISHED') {
      const notes = changeNotes(event, input, Date.now());
      const agreed = await confirm({
        title: t('portal.confirmChange.title'),
        body: <ChangeNotesText title={event.title} notes={notes} />,
        confirmLabel: t('portal.save'),
      });
      if (!agreed) return;
    }
    save(input);
  };

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (isSendable) void send();
    else form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  const takeCurrent = async () => {
    if (!event) return;
    const current = await reload(event);
    setEvent(current);
    setLoaded(draftOf(current));
    setDraft((before) => mergedDraft(loaded, before, draftOf(current)));
    setIsMerged(true);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        {conflict ? <ConflictAlert onReload={takeCurrent} keepsTyped /> : null}
        {error && !conflict ? (
          <ProblemAlert error={error} messages={unplacedErrors(errors, SHOWN_FIELDS)} />
        ) : null}
        {typed && !isMerged ? <Alert role="status">{t('portal.restored')}</Alert> : null}
        {isMerged && !conflict ? <Alert role="status">{t('portal.merged')}</Alert> : null}
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
              isZoneFixed ? 'portal.fields.timezoneFixed' : 'portal.fields.timezoneHint',
            )}
            disabled={isZoneFixed}
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
        <AudienceField
          audience={draft.audience}
          errors={errors}
          onChange={(audience) => change({ audience })}
        />
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
