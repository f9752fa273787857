import { useTranslation } from 'react-i18next';

/** Name and description of any installed plugin, from its own namespace; its id when it has none. */
export function usePluginTexts() {
  const { t } = useTranslation();
  return {
    nameOf: (id: string) => t('plugin.name', { ns: id, defaultValue: id }),
    /** The title of one of its settings. */
    settingOf: (id: string, field: string) =>
      t(`settings.${field}.title`, { ns: id, defaultValue: field }),
    descriptionOf: (id: string) => t('plugin.description', { ns: id, defaultValue: '' }),
  };
}
