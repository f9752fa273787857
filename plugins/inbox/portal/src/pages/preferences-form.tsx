import {
  ConflictAlert,
  FormActions,
  fieldErrorsOf,
  isVersionMismatch,
  ProblemAlert,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  TimeField,
  TimeZoneSelect,
  Title,
  unplacedErrors,
  useFocusRefusedField,
  useUnsavedChanges,
} from '@promenade/portal-kit';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Preferences, type QuietHours, suggestedQuietHours } from '../preferences.js';
import { usePreferences, useSavePreferences } from '../use-preferences.js';

interface PreferencesFormProps {
  read: Preferences;
  onClose: () => void;
}

const SHOWN_FIELDS = ['/quiet_hours'];

/** Which kinds are shown, and when it is quiet. */
export function PreferencesForm({ read, onClose }: PreferencesFormProps) {
  const { t } = useTranslation('inbox');
  const [loaded, setLoaded] = useState(read);
  const [draft, setDraft] = useState(read);
  useUnsavedChanges(draft, loaded);
  const { data: { kinds } = draft, refetch } = usePreferences();
  const { mutate, isPending, error, reset } = useSavePreferences(onClose);
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const conflict = isVersionMismatch(error);
  const { quiet_hours: quiet } = draft;

  const mute = (kind: string, muted: boolean) =>
    setDraft((before) => ({
      ...before,
      muted_kinds: muted
        ? [...before.muted_kinds, kind]
        : before.muted_kinds.filter((other) => other !== kind),
    }));
  const setQuiet = (changes: Partial<QuietHours>) =>
    setDraft((before) => ({
      ...before,
      quiet_hours: { ...(before.quiet_hours ?? suggestedQuietHours()), ...changes },
    }));
  const takeCurrent = async () => {
    const { data } = await refetch();
    if (!data) return;
    setLoaded(data);
    setDraft(data);
    reset();
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    mutate(draft);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        {conflict ? <ConflictAlert onReload={takeCurrent} /> : null}
        {error && !conflict ? (
          <ProblemAlert error={error} messages={unplacedErrors(errors, SHOWN_FIELDS)} />
        ) : null}
        <Stack gap="sm" role="group" aria-label={t('portal.preferences.kinds')}>
          <Title order={3} size="h5">
            {t('portal.preferences.kinds')}
          </Title>
          <Text size="sm" c="dimmed">
            {t(kinds.length > 0 ? 'portal.preferences.kindsHint' : 'portal.preferences.noKinds')}
          </Text>
          {kinds.map(({ kind, newest_title: title }) => (
            <Switch
              key={kind}
              label={<bdi>{title ?? kind}</bdi>}
              description={title === null ? undefined : <bdi>{kind}</bdi>}
              checked={!draft.muted_kinds.includes(kind)}
              onChange={({ currentTarget }) => mute(kind, !currentTarget.checked)}
            />
          ))}
        </Stack>
        <Stack gap="sm">
          <Switch
            label={t('portal.preferences.quiet')}
            description={t('portal.preferences.quietHint')}
            checked={quiet !== null}
            onChange={({ currentTarget }) =>
              currentTarget.checked
                ? setQuiet({})
                : setDraft((before) => ({ ...before, quiet_hours: null }))
            }
          />
          {quiet ? (
            <>
              <SimpleGrid cols={2}>
                <TimeField
                  label={t('portal.preferences.from')}
                  value={quiet.from}
                  onChange={(from) => setQuiet({ from })}
                  error={errors['/quiet_hours/from']}
                />
                <TimeField
                  label={t('portal.preferences.until')}
                  value={quiet.until}
                  onChange={(until) => setQuiet({ until })}
                  error={errors['/quiet_hours/until']}
                />
              </SimpleGrid>
              <TimeZoneSelect
                label={t('portal.preferences.zone')}
                value={quiet.timezone}
                onChange={(timezone) => setQuiet({ timezone })}
                error={errors['/quiet_hours/timezone']}
              />
            </>
          ) : null}
        </Stack>
        <FormActions
          submitLabel={t('portal.preferences.save')}
          submitting={isPending}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}
