import {
  Button,
  Card,
  Checkbox,
  EmptyState,
  Table,
  TableScroll,
  Text,
  useFormat,
  VisuallyHidden,
} from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { DeadLetter } from '../dead-letter.js';
import { StateBadge } from './state-badge.js';

interface DeadLetterTableProps {
  letters: DeadLetter[];
  /** Whether more may come behind those that are shown. */
  hasMore: boolean;
  /** Undefined for those who may only look. */
  selection: { ids: ReadonlySet<string>; onSelect: (ids: ReadonlySet<string>) => void } | undefined;
  onOpen: (letter: DeadLetter) => void;
}

export function DeadLetterTable({ letters, hasMore, selection, onOpen }: DeadLetterTableProps) {
  const { t } = useTranslation('platform');
  if (letters.length === 0 && !hasMore) {
    return (
      <Card withBorder>
        <EmptyState
          icon="check"
          title={t('portal.deadLetters.empty.title')}
          text={t('portal.deadLetters.empty.text')}
        />
      </Card>
    );
  }
  const chosen = selection?.ids ?? new Set();
  const areAllChosen = letters.length > 0 && letters.every(({ id }) => chosen.has(id));
  return (
    <Card withBorder padding={0}>
      <TableScroll label={t('pages.deadLetters')} minWidth={820}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {selection ? (
                <Table.Th scope="col" w={40}>
                  <Checkbox
                    aria-label={t('portal.deadLetters.selectAll')}
                    checked={areAllChosen}
                    indeterminate={chosen.size > 0 && !areAllChosen}
                    onChange={() =>
                      selection.onSelect(new Set(areAllChosen ? [] : letters.map(({ id }) => id)))
                    }
                  />
                </Table.Th>
              ) : null}
              <Table.Th scope="col">{t('portal.deadLetters.cause')}</Table.Th>
              <Table.Th scope="col">{t('portal.deadLetters.topic')}</Table.Th>
              <Table.Th scope="col">{t('portal.deadLetters.group')}</Table.Th>
              <Table.Th scope="col">{t('portal.deadLetters.setAside')}</Table.Th>
              <Table.Th scope="col">{t('portal.deadLetters.stateLabel')}</Table.Th>
              <Table.Th scope="col" className="promenade-row-actions">
                <VisuallyHidden>{t('portal.deadLetters.actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {letters.map((letter) => (
              <DeadLetterRow
                key={letter.id}
                letter={letter}
                selection={selection}
                onOpen={() => onOpen(letter)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Card>
  );
}

interface DeadLetterRowProps {
  letter: DeadLetter;
  selection: DeadLetterTableProps['selection'];
  onOpen: () => void;
}

function DeadLetterRow({ letter, selection, onOpen }: DeadLetterRowProps) {
  const { t } = useTranslation('platform');
  const { dateTime, relative } = useFormat();
  const { id, set_aside_at: setAsideAt } = letter;
  const toggle = () => {
    const ids = new Set(selection?.ids);
    if (!ids.delete(id)) ids.add(id);
    selection?.onSelect(ids);
  };
  return (
    <Table.Tr data-testid="dead-letter">
      {selection ? (
        <Table.Td>
          <Checkbox
            aria-label={t('portal.deadLetters.selectNamed', { id })}
            checked={selection.ids.has(id)}
            onChange={toggle}
          />
        </Table.Td>
      ) : null}
      <Table.Td maw={340}>
        <Text size="sm" fw={600}>
          <bdi>{letter.error}</bdi>
        </Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          <bdi>{letter.message}</bdi>
        </Text>
      </Table.Td>
      <Table.Td>
        <bdi>{letter.topic}</bdi>
      </Table.Td>
      <Table.Td>
        <bdi>{letter.group}</bdi>
      </Table.Td>
      <Table.Td>
        <time dateTime={setAsideAt} title={dateTime(setAsideAt)}>
          {relative(setAsideAt)}
        </time>
      </Table.Td>
      <Table.Td>
        <StateBadge state={letter.state} />
      </Table.Td>
      <Table.Td ta="end" className="promenade-row-actions">
        <Button variant="subtle" size="compact-sm" onClick={onOpen}>
          {t('portal.deadLetters.show')}
          <VisuallyHidden> {id}</VisuallyHidden>
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
