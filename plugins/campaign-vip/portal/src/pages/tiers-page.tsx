import {
  Button,
  Icon,
  Page,
  QueryView,
  SidePanel,
  useApi,
  usePermission,
  useQuery,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TIERS_KEY, TIERS_PATH, type Tier } from '../tier.js';
import { TierForm } from './tier-form.js';
import { TierTable } from './tier-table.js';

/** The merchant's VIP tiers: what each takes, what it gives, and in which languages it is told. */
export function TiersPage() {
  const { t } = useTranslation('campaign-vip');
  const api = useApi();
  const mayWrite = usePermission('campaign-vip.tiers.write');
  const [edited, setEdited] = useState<Tier | 'new' | null>(null);
  const query = useQuery({
    queryKey: TIERS_KEY,
    queryFn: ({ signal }) => api.get<{ items: Tier[] }>(TIERS_PATH, { signal }),
  });
  const createButton = mayWrite ? (
    <Button leftSection={<Icon name="plus" />} onClick={() => setEdited('new')}>
      {t('portal.newTier')}
    </Button>
  ) : null;
  const close = () => setEdited(null);
  return (
    <Page title={t('pages.tiers')} description={t('portal.description')} actions={createButton}>
      <QueryView query={query}>
        {({ items }) => <TierTable tiers={items} onEdit={mayWrite ? setEdited : undefined} />}
      </QueryView>
      <SidePanel
        opened={edited !== null}
        title={edited === 'new' ? t('portal.newTier') : t('portal.editTier')}
        onClose={close}
      >
        {edited === null ? null : (
          <TierForm tier={edited === 'new' ? undefined : edited} onClose={close} />
        )}
      </SidePanel>
    </Page>
  );
}
