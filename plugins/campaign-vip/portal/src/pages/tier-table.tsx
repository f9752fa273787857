import {
  Badge,
  Button,
  Card,
  EmptyState,
  Group,
  Table,
  TableScroll,
  Text,
  useFormat,
  useLanguage,
  VisuallyHidden,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { Tier } from '../tier.js';
import { tierTexts, translationStates } from '../tier-texts.js';
import { FallbackMark } from './fallback-mark.js';
import { TranslationMarks } from './translation-marks.js';

interface TierTableProps {
  tiers: Tier[];
  /** Absent for those who may only read. */
  onEdit: ((tier: Tier) => void) | undefined;
}

export function TierTable({ tiers, onEdit }: TierTableProps) {
  const { t } = useTranslation('campaign-vip');
  if (tiers.length === 0) {
    return (
      <Card withBorder>
        <EmptyState icon="tiers" title={t('portal.empty.title')} text={t('portal.empty.text')} />
      </Card>
    );
  }
  return (
    <Card withBorder padding={0}>
      <TableScroll label={t('pages.tiers')} minWidth={760}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('portal.columns.name')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.minPoints')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.discount')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.benefits')}</Table.Th>
              <Table.Th scope="col">{t('portal.columns.languages')}</Table.Th>
              {onEdit ? (
                <Table.Th scope="col" className="promenade-row-actions">
                  <VisuallyHidden>{t('portal.columns.actions')}</VisuallyHidden>
                </Table.Th>
              ) : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tiers.map((tier) => (
              <TierRow key={tier.id} tier={tier} onEdit={onEdit} />
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

function TierRow({ tier, onEdit }: { tier: Tier; onEdit: TierTableProps['onEdit'] }) {
  const { t } = useTranslation('campaign-vip');
  const { number, percent } = useFormat();
  const { name, perks, fallback } = tierTexts(tier, useLanguage());
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {fallback ? <FallbackMark shown={fallback} /> : null}
        </Group>
        <Text size="xs" c="dimmed" ff="monospace">
          <bdi>{tier.tier_id}</bdi>
        </Text>
      </Table.Td>
      <Table.Td>{number(tier.min_points)}</Table.Td>
      <Table.Td>{percent(tier.discount_percentage)}</Table.Td>
      <Table.Td>
        <Group gap={6} maw={320}>
          {tier.free_shipping ? <BenefitBadge text={t('portal.freeShipping')} /> : null}
          {tier.exclusive_access ? <BenefitBadge text={t('portal.exclusiveAccess')} /> : null}
          {tier.benefits.bonus_points ? (
            <BenefitBadge text={t('portal.bonus', { count: tier.benefits.bonus_points })} />
          ) : null}
          {perks.length > 0 ? (
            <Text size="xs" c="dimmed">
              {perks.join(' · ')}
            </Text>
          ) : null}
        </Group>
      </Table.Td>
      <Table.Td>
        <TranslationMarks states={translationStates(tier)} />
      </Table.Td>
      {onEdit ? (
        <Table.Td ta="end" className="promenade-row-actions">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onEdit(tier)}
            aria-label={t('portal.editNamed', { name })}
          >
            {t('portal.edit')}
          </Button>
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function BenefitBadge({ text }: { text: string }) {
  return (
    <Badge variant="light" color="gray" size="sm" tt="none" fw={500}>
      {text}
    </Badge>
  );
}
