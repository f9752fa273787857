import { Page, Tabs } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { DeadLetterList } from './dead-letter-list.js';
import { EventGroupTable } from './event-group-table.js';

/** For operators: what consumers could not handle, and the consumer groups. */
export function DeadLettersPage() {
  const { t } = useTranslation('platform');
  return (
    <Page title={t('pages.deadLetters')} description={t('portal.deadLetters.description')}>
      <Tabs defaultValue="letters" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="letters">{t('pages.deadLetters')}</Tabs.Tab>
          <Tabs.Tab value="groups">{t('portal.groups.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="letters">
          <DeadLetterList />
        </Tabs.Panel>
        <Tabs.Panel value="groups">
          <EventGroupTable />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
