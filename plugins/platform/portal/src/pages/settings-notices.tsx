import {
  Alert,
  Button,
  Group,
  Icon,
  type PluginSettings,
  Text,
  useConfirm,
  useFormat,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { usePluginTexts } from './use-plugin-texts.js';

interface SettingsNoticesProps {
  settings: PluginSettings;
  /** Absent where the subject may not change them. */
  onReset: (() => void) | undefined;
}

/** Says what of saved settings cannot be used, and what can be done about it. */
export function SettingsNotices({ settings, onReset }: SettingsNoticesProps) {
  const { t } = useTranslation('platform');
  const { list } = useFormat();
  const { nameOf, settingOf } = usePluginTexts();
  const confirm = useConfirm();
  const { plugin_id: pluginId, state, unfit } = settings;

  const reset = async () => {
    const agreed = await confirm({
      title: t('portal.settings.unreadable.confirmTitle', { plugin: nameOf(pluginId) }),
      body: <Text size="sm">{t('portal.settings.unreadable.confirmText')}</Text>,
      confirmLabel: t('portal.settings.unreadable.reset'),
      destructive: true,
    });
    if (agreed) onReset?.();
  };

  return (
    <>
      {state === 'current' ? null : (
        <Alert
          color="yellow"
          variant="light"
          title={t(`portal.settings.${state}.title`)}
          icon={<Icon name="alert" />}
        >
          <Text size="sm">{t(`portal.settings.${state}.text`)}</Text>
          {state === 'unreadable' && onReset ? (
            <Group mt="sm">
              <Button size="xs" variant="default" onClick={() => void reset()}>
                {t('portal.settings.unreadable.reset')}
              </Button>
            </Group>
          ) : null}
        </Alert>
      )}
      {unfit.length > 0 ? (
        <Alert color="yellow" variant="light" icon={<Icon name="alert" />}>
          <Text size="sm">
            {t('portal.settings.unfit', {
              settings: list(unfit.map((field) => settingOf(pluginId, field))),
            })}
          </Text>
        </Alert>
      ) : null}
    </>
  );
}
