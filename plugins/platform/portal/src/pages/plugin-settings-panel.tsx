import { SidePanel } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { PluginSettingsForm } from './plugin-settings-form.js';
import { usePluginTexts } from './use-plugin-texts.js';

interface PluginSettingsPanelProps {
  /** Null while no settings are open. */
  pluginId: string | null;
  onClose: () => void;
}

/** The settings of a plugin beside the list of plugins. */
export function PluginSettingsPanel({ pluginId, onClose }: PluginSettingsPanelProps) {
  const { t } = useTranslation('platform');
  const { nameOf } = usePluginTexts();
  return (
    <SidePanel
      opened={pluginId !== null}
      title={pluginId === null ? '' : t('portal.settings.openOf', { plugin: nameOf(pluginId) })}
      onClose={onClose}
    >
      {pluginId === null ? null : (
        <PluginSettingsForm key={pluginId} pluginId={pluginId} onClose={onClose} />
      )}
    </SidePanel>
  );
}
