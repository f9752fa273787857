import { Button, Icon, Page, QueryView, SidePanel, usePermission } from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMilestones } from '../use-milestones.js';
import { MilestoneForm } from './milestone-form.js';
import { MilestoneTable } from './milestone-table.js';

/** The merchant's milestones, and how far each is reached. */
export function MilestonesPage() {
  const { t } = useTranslation('sample-plugin');
  const mayWrite = usePermission('sample-plugin.milestones.write');
  const [creating, setCreating] = useState(false);
  const query = useMilestones();
  const newButton = mayWrite ? (
    <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)}>
      {t('portal.new')}
    </Button>
  ) : null;
  const close = () => setCreating(false);
  return (
    <Page title={t('pages.milestones')} description={t('portal.description')} actions={newButton}>
      <QueryView query={query}>
        {({ pages }) => (
          <MilestoneTable
            milestones={pages.flatMap((page) => page.items)}
            hasMore={query.hasNextPage}
            loadingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        )}
      </QueryView>
      <SidePanel opened={creating} title={t('portal.new')} onClose={close}>
        {creating ? <MilestoneForm onClose={close} /> : null}
      </SidePanel>
    </Page>
  );
}
