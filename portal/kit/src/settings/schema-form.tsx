import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictAlert } from '../components/conflict-alert.js';
import { FormActions } from '../components/form-actions.js';
import { ProblemAlert } from '../components/problem-alert.js';
import { errorWithin, fieldErrorsOf, unplacedErrors } from '../form/field-errors.js';
import { useUnsavedChanges } from '../form/unsaved-changes.js';
import { useFocusRefusedField } from '../form/use-focus-refused-field.js';
import type { PluginSettings, SettingValues } from './plugin-settings.js';
import { changesBetween, choose, unchoose } from './setting-changes.js';
import { SettingControl } from './setting-control.js';
import { useSettingTexts } from './use-setting-texts.js';

interface SchemaFormProps {
  settings: PluginSettings;
  readOnly: boolean;
  submitLabel: string;
  saving: boolean;
  /** Why the last attempt to save failed. */
  error: unknown;
  /** Whether it failed because someone else saved first. */
  conflict: boolean;
  onReload: () => Promise<void>;
  /** What changed, for the API; null puts a setting back to its default. */
  onSave: (changes: SettingValues) => void;
  onCancel: () => void;
}

/**
 * A form made from the schema of a plugin's settings. It starts from the settings that it is mounted with: give it their
 * revision as `key`, so that other settings make another form.
 */
export function SchemaForm(props: SchemaFormProps) {
  const { settings, readOnly, submitLabel, saving, error, conflict } = props;
  const { onReload, onSave, onCancel } = props;
  const { t } = useTranslation('portal');
  const { titleOf, descriptionOf, optionOf, valueOf } = useSettingTexts(settings.plugin_id);
  const [chosen, setChosen] = useState(settings.chosen);
  const changes = changesBetween(settings.chosen, chosen);
  useUnsavedChanges(changes, {});
  const form = useFocusRefusedField(error);
  const errors = fieldErrorsOf(error);
  const fields = Object.entries(settings.schema.properties);

  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (Object.keys(changes).length === 0) onCancel();
    else onSave(changes);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="lg">
        {conflict ? <ConflictAlert onReload={onReload} /> : null}
        {error && !conflict ? (
          <ProblemAlert
            error={error}
            messages={unplacedErrors(
              errors,
              fields.map(([field]) => `/${field}`),
            )}
          />
        ) : null}
        {fields.map(([field, schema]) => {
          const isChosen = Object.hasOwn(chosen, field);
          const label = titleOf(field);
          return (
            <Stack key={field} gap={4}>
              <SettingControl
                schema={schema}
                label={label}
                description={descriptionOf(field)}
                value={isChosen ? chosen[field] : schema.default}
                error={errorWithin(errors, `/${field}`)}
                readOnly={readOnly}
                optionOf={(value) => optionOf(field, schema, value)}
                onChange={(value) => setChosen((before) => choose(before, field, value))}
              />
              <Group gap="xs" mih={26}>
                <Text size="xs" c="dimmed">
                  {isChosen
                    ? t('kit.settings.defaultIs', {
                        value: valueOf(field, schema, schema.default),
                      })
                    : t('kit.settings.isDefault')}
                </Text>
                {isChosen && !readOnly ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t('kit.settings.resetField', { field: label })}
                    onClick={() => setChosen((before) => unchoose(before, field))}
                  >
                    {t('kit.settings.reset')}
                  </Button>
                ) : null}
              </Group>
            </Stack>
          );
        })}
        {readOnly ? null : (
          <FormActions submitLabel={submitLabel} submitting={saving} onCancel={onCancel} />
        )}
      </Stack>
    </form>
  );
}
