import { Button, Card, EmptyState, Group, Stack, Table, useFormat } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { Milestone } from '../milestone.js';

interface MilestoneTableProps {
  milestones: Milestone[];
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
}

export function MilestoneTable({ milestones, hasMore, loadingMore, onMore }: MilestoneTableProps) {
  const { t } = useTranslation('sample-plugin');
  const { number, percent } = useFormat();
  if (milestones.length === 0) {
    return (
      <Card withBorder>
        <EmptyState icon="chart" title={t('portal.empty.title')} text={t('portal.empty.text')} />
      </Card>
    );
  }
  return (
    <Stack gap="md">
      <Card withBorder padding={0}>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('portal.columns.title')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.customers')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.reached')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {milestones.map((milestone) => (
              <Table.Tr key={milestone.milestone_id}>
                <Table.Td>{milestone.title}</Table.Td>
                <Table.Td>{number(milestone.customers)}</Table.Td>
                <Table.Td>{percent(milestone.reached_percent)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Card>
      {hasMore ? (
        <Group justify="center">
          <Button variant="default" loading={loadingMore} onClick={onMore}>
            {t('portal.loadMore')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
