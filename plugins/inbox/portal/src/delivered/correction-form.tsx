import {
  Alert,
  type Completeness,
  errorWithin,
  FormActions,
  fieldErrorsOf,
  LANGUAGES,
  type Language,
  LanguageTabs,
  ProblemAlert,
  Stack,
  Text,
  unplacedErrors,
  useConfirm,
  useFocusRefusedField,
  useLanguage,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CorrectedText } from './corrected-text.js';
import { CorrectionSummary } from './correction-summary.js';
import {
  changedTexts,
  type DeliveredEvent,
  type MessageText,
  textsToCorrect,
} from './delivered-event.js';
import { useCorrection } from './use-delivered-event.js';

interface CorrectionFormProps {
  event: DeliveredEvent;
  onClose: () => void;
}

const SHOWN_FIELDS = LANGUAGES.map((language) => `/content/${language}`);

/** Another text for messages that customers have already, in the languages that they were sent in. */
export function CorrectionForm({ event, onClose }: CorrectionFormProps) {
  const { t } = useTranslation('inbox');
  const language = useLanguage();
  // A day that goes out meanwhile is none that the merchant has judged.
  const [days] = useState(event.days);
  const [initial] = useState(() => textsToCorrect(days));
  const [draft, setDraft] = useState(initial);
  useUnsavedChanges(draft, initial);
  const confirm = useConfirm();
  const [isUnneeded, setIsUnneeded] = useState(false);
  const { mutate, isPending, error, reset } = useCorrection(event.event_id, onClose);
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const changed = changedTexts(days, draft);
  const first = draft[language] ? language : LANGUAGES.find((each) => draft[each]);

  const stateOf = (each: Language): Completeness => {
    if (errorWithin(errors, `/content/${each}`)) return 'error';
    if (!draft[each]) return 'missing';
    return changed[each] ? 'partial' : 'complete';
  };
  const send = async () => {
    const agreed = await confirm({
      title: t('portal.delivered.confirm.correct.title'),
      body: <CorrectionSummary days={event.days} correction={changed} />,
      confirmLabel: t('portal.delivered.save'),
      destructive: true,
    });
    if (agreed) mutate(changed);
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    const isNothing = Object.keys(changed).length === 0;
    setIsUnneeded(isNothing);
    // What was refused before is not asked for any more.
    if (isNothing) reset();
    else void send();
  };
  const change = (each: Language, text: MessageText) => {
    setIsUnneeded(false);
    setDraft((before) => ({ ...before, [each]: text }));
  };

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={t('portal.delivered.correct')}>
      <Stack gap="sm">
        {error ? (
          <ProblemAlert error={error} messages={unplacedErrors(errors, SHOWN_FIELDS)} />
        ) : null}
        <Alert color="yellow">
          <Text size="sm">{t('portal.delivered.hint')}</Text>
          <Text size="sm">{t('portal.delivered.comingDays')}</Text>
        </Alert>
        <LanguageTabs
          completeness={{ en: stateOf('en'), ar: stateOf('ar'), he: stateOf('he') }}
          {...(first ? { initial: first } : {})}
        >
          {(each) => (
            <CorrectedText
              language={each}
              text={draft[each]}
              errors={errors}
              isFirst={each === first}
              onChange={(text) => change(each, text)}
            />
          )}
        </LanguageTabs>
        {isUnneeded ? <Alert>{t('portal.delivered.unneeded')}</Alert> : null}
        <FormActions
          submitLabel={t('portal.delivered.save')}
          submitting={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
