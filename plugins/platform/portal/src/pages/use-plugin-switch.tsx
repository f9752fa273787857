import {
  ProblemError,
  Stack,
  Text,
  useApi,
  useConfirm,
  useFormat,
  useQueryClient,
  useSession,
  useToasts,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InstalledPlugin, PLUGINS_KEY, PLUGINS_PATH } from '../installed-plugin.js';
import { usePluginTexts } from './use-plugin-texts.js';

/** Switches a plugin for the merchant: asks before it switches off, offers to take it back after. */
export function usePluginSwitch() {
  const { t } = useTranslation('platform');
  const api = useApi();
  const confirm = useConfirm();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const { refreshSession } = useSession();
  const { nameOf } = usePluginTexts();
  const { list } = useFormat();
  const [pendingId, setPendingId] = useState<string | null>(null);

  /** The API names plugins by their ids, this page by their names. */
  const inWords = (error: unknown, { id, depends_on: needed }: InstalledPlugin): unknown => {
    if (!(error instanceof ProblemError) || error.code !== 'plugin-requires') return error;
    const { items = [] } =
      queryClient.getQueryData<{ items: InstalledPlugin[] }>(PLUGINS_KEY) ?? {};
    const on = new Set(items.filter(({ enabled }) => enabled).map((one) => one.id));
    const off = needed.filter((one) => !on.has(one));
    // None where another hand has switched one off since the list was read.
    const plugins = list((off.length > 0 ? off : needed).map(nameOf));
    return new ProblemError({
      ...error.problem,
      detail: t('portal.requiredFirst', { plugin: nameOf(id), plugins }),
    });
  };

  const put = async (installed: InstalledPlugin, enabled: boolean) => {
    setPendingId(installed.id);
    try {
      await api.put(`${PLUGINS_PATH}/${encodeURIComponent(installed.id)}`, { enabled });
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: PLUGINS_KEY }),
        refreshSession(),
      ]);
      const said = t(enabled ? 'portal.switchedOn' : 'portal.switchedOff', {
        plugin: nameOf(installed.id),
      });
      toasts.success(said, { undo: () => void put(installed, !enabled) });
    } catch (error) {
      toasts.failure(inWords(error, installed));
    } finally {
      setPendingId(null);
    }
  };

  const switchPlugin = async (installed: InstalledPlugin, enabled: boolean) => {
    const plugin = nameOf(installed.id);
    const dependents = installed.required_by;
    const agreed =
      enabled ||
      (await confirm({
        title: t('portal.confirmOff.title', { plugin }),
        body: (
          <Stack gap="xs">
            <Text size="sm">{t('portal.confirmOff.effect')}</Text>
            {dependents.length > 0 ? (
              <Text size="sm">
                {t('portal.confirmOff.dependents', { plugins: list(dependents.map(nameOf)) })}
              </Text>
            ) : null}
            <Text size="sm">{t('portal.confirmOff.kept')}</Text>
          </Stack>
        ),
        confirmLabel: t('portal.confirmOff.confirm'),
        destructive: true,
      }));
    if (agreed) await put(installed, enabled);
  };

  return {
    pendingId,
    switchPlugin: (installed: InstalledPlugin, enabled: boolean) =>
      void switchPlugin(installed, enabled),
  };
}
