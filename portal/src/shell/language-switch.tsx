import {
  Icon,
  isLanguage,
  LANGUAGES,
  languageName,
  Select,
  useLanguage,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { rememberedLanguage } from '../session/browser-storage.js';

/** Languages are named in themselves: whoever landed in a foreign one finds the way back. */
export function LanguageSwitch() {
  const { t } = useTranslation('portal');
  const selected = useLanguage();
  return (
    <Select
      aria-label={t('shell.language')}
      data={LANGUAGES.map((language) => ({ value: language, label: languageName(language) }))}
      value={selected}
      allowDeselect={false}
      leftSection={<Icon name="language" size={16} />}
      size="sm"
      maw={150}
      onChange={(language) => {
        if (!isLanguage(language) || language === selected) return;
        rememberedLanguage.write(language);
        window.location.reload();
      }}
    />
  );
}
