import {
  Button,
  Card,
  QueryView,
  SidePanel,
  Table,
  TableScroll,
  useFormat,
  usePermission,
  VisuallyHidden,
} from '@promenade/portal-kit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventGroup } from '../event-group.js';
import { useEventGroups } from '../use-event-groups.js';
import { GroupReplayForm } from './group-replay-form.js';
import { usePluginTexts } from './use-plugin-texts.js';

/** The consumer groups: how far each has come, and setting one back. */
export function EventGroupTable() {
  const { t } = useTranslation('platform');
  const { number } = useFormat();
  const { nameOf } = usePluginTexts();
  const query = useEventGroups();
  const mayReplay = usePermission('platform.event-groups.replay');
  const [chosen, setChosen] = useState<EventGroup | null>(null);
  return (
    <>
      <QueryView query={query}>
        {({ items }) => (
          <Card withBorder padding={0}>
            <TableScroll label={t('portal.groups.tab')} minWidth={640}>
              <Table verticalSpacing="sm" horizontalSpacing="md">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('portal.deadLetters.topic')}</Table.Th>
                    <Table.Th scope="col">{t('portal.deadLetters.group')}</Table.Th>
                    <Table.Th scope="col">{t('portal.groups.plugin')}</Table.Th>
                    <Table.Th scope="col">{t('portal.groups.lag')}</Table.Th>
                    <Table.Th scope="col" className="promenade-row-actions">
                      <VisuallyHidden>{t('portal.deadLetters.actions')}</VisuallyHidden>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((each) => (
                    <Table.Tr key={`${each.topic} ${each.group}`}>
                      <Table.Td>
                        <bdi>{each.topic}</bdi>
                      </Table.Td>
                      <Table.Td>
                        <bdi>{each.group}</bdi>
                      </Table.Td>
                      <Table.Td>{nameOf(each.plugin_id)}</Table.Td>
                      <Table.Td>{number(each.lag)}</Table.Td>
                      <Table.Td ta="end" className="promenade-row-actions">
                        {mayReplay ? (
                          <Button
                            variant="subtle"
                            size="compact-sm"
                            onClick={() => setChosen(each)}
                          >
                            {t('portal.groups.replay')}
                            <VisuallyHidden>
                              {' '}
                              {each.topic} {each.group}
                            </VisuallyHidden>
                          </Button>
                        ) : null}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </TableScroll>
          </Card>
        )}
      </QueryView>
      <SidePanel
        opened={chosen !== null}
        title={t('portal.groups.title')}
        onClose={() => setChosen(null)}
      >
        {chosen === null ? null : (
          <GroupReplayForm chosen={chosen} onClose={() => setChosen(null)} />
        )}
      </SidePanel>
    </>
  );
}
