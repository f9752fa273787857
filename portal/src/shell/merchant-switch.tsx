import { Select, useSession } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { rememberedMerchant } from '../session/browser-storage.js';

/** Shown to those who work for several merchants. Everything is read anew for the chosen one. */
export function MerchantSwitch() {
  const { t } = useTranslation('portal');
  const { merchants, merchant_id: selected } = useSession().session;
  if (merchants.length < 2) return null;
  return (
    <Select
      aria-label={t('shell.merchant')}
      data={merchants.map(({ id, name }) => ({ value: id, label: name }))}
      value={selected}
      allowDeselect={false}
      searchable={merchants.length > 10}
      nothingFoundMessage={t('kit.nothingFound')}
      size="sm"
      onChange={(id) => {
        if (!id || id === selected) return;
        rememberedMerchant.write(id);
        window.location.reload();
      }}
    />
  );
}
