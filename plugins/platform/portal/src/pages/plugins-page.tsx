import { Card, Page, QueryView, useApi, usePermission, useQuery } from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InstalledPlugin, PLUGINS_KEY, PLUGINS_PATH } from '../installed-plugin.js';
import { PluginRow } from './plugin-row.js';
import { PluginSettingsPanel } from './plugin-settings-panel.js';
import { usePluginSwitch } from './use-plugin-switch.js';

/** Which plugins the selected merchant uses. */
export function PluginsPage() {
  const { t } = useTranslation('platform');
  const api = useApi();
  const query = useQuery({
    queryKey: PLUGINS_KEY,
    queryFn: ({ signal }) => api.get<{ items: InstalledPlugin[] }>(PLUGINS_PATH, { signal }),
  });
  const mayWrite = usePermission('platform.plugins.write');
  const { pendingId, switchPlugin } = usePluginSwitch();
  const [settingsOf, setSettingsOf] = useState<string | null>(null);
  return (
    <Page title={t('pages.plugins')} description={t('portal.description')}>
      <QueryView query={query}>
        {({ items }) => (
          <Card withBorder padding={0} component="ul" m={0} className="promenade-list">
            {items.map((installed) => (
              <PluginRow
                key={installed.id}
                installed={installed}
                pending={pendingId === installed.id}
                readOnly={!mayWrite}
                onSwitch={(enabled) => switchPlugin(installed, enabled)}
                onOpenSettings={() => setSettingsOf(installed.id)}
              />
            ))}
          </Card>
        )}
      </QueryView>
      <PluginSettingsPanel pluginId={settingsOf} onClose={() => setSettingsOf(null)} />
    </Page>
  );
}
