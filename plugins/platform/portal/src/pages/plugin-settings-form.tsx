import {
  type PluginSettings,
  QueryView,
  SchemaForm,
  type SettingValues,
  Stack,
  usePermission,
  useToasts,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { SettingsNotices } from './settings-notices.js';
import { usePluginSettings } from './use-plugin-settings.js';
import { usePluginTexts } from './use-plugin-texts.js';

interface PluginSettingsFormProps {
  pluginId: string;
  onClose: () => void;
}

/** Shows the settings of a plugin, and changes them where that is allowed and would lose nothing. */
export function PluginSettingsForm({ pluginId, onClose }: PluginSettingsFormProps) {
  const { t } = useTranslation('platform');
  const { nameOf } = usePluginTexts();
  const { success, failure } = useToasts();
  const mayWrite = usePermission('platform.settings.write');
  const { query, save, reset, conflict, reload } = usePluginSettings(pluginId);
  const plugin = nameOf(pluginId);

  const saveChanges = (changes: SettingValues, { revision }: PluginSettings) =>
    save.mutate(
      { changes, revision },
      {
        onSuccess: () => {
          onClose();
          success(t('portal.settings.saved', { plugin }));
        },
      },
    );
  const resetAll = ({ revision }: PluginSettings) =>
    reset.mutate(revision, {
      onSuccess: () => {
        onClose();
        success(t('portal.settings.unreadable.done', { plugin }));
      },
      onError: failure,
    });

  return (
    <QueryView query={query}>
      {(settings) => {
        const mayChange = mayWrite && settings.may_change;
        return (
          <Stack gap="lg">
            <SettingsNotices
              settings={settings}
              onReset={mayChange ? () => resetAll(settings) : undefined}
            />
            <SchemaForm
              key={settings.revision}
              settings={settings}
              readOnly={!mayChange || settings.state !== 'current'}
              submitLabel={t('portal.settings.save')}
              saving={save.isPending}
              error={save.error}
              conflict={conflict}
              onReload={reload}
              onSave={(changes) => saveChanges(changes, settings)}
              onCancel={onClose}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}
