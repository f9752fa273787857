import { Stack, Text, Textarea } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { listedCustomers, MOST_LISTED } from '../listed-customers.js';

interface CustomerListFieldProps {
  /** Ids as they were typed or pasted. */
  value: string;
  onChange: (value: string) => void;
  /** What the server says of the list. */
  error: string | undefined;
}

/** So many faulty entries are named; of the others is said how many they are. */
const NAMED_FAULTS = 5;

/** Customers one by one. How many there are is said while typing; entries that are no ids are named with their lines. */
export function CustomerListField({ value, onChange, error }: CustomerListFieldProps) {
  const { t } = useTranslation('scheduling');
  const { ids, faults } = listedCustomers(value);
  const tooMany =
    ids.length > MOST_LISTED ? t('portal.audience.tooMany', { count: MOST_LISTED }) : undefined;
  const more = faults.length - NAMED_FAULTS;
  const faulty =
    faults.length > 0 ? (
      <>
        {faults.slice(0, NAMED_FAULTS).map(({ line, entry }, index) => (
          <span key={`${line} ${index}`} style={{ display: 'block', overflowWrap: 'anywhere' }}>
            {t('portal.audience.faultyLine', { line, entry: entry.slice(0, 60) })}
          </span>
        ))}
        {more > 0 ? t('portal.audience.moreFaulty', { count: more }) : null}
      </>
    ) : undefined;
  return (
    <Stack gap={4}>
      <Textarea
        label={t('portal.audience.listLabel')}
        description={t('portal.audience.listHint', { count: MOST_LISTED })}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={faulty ?? tooMany ?? error}
        autosize
        minRows={4}
        maxRows={10}
        spellCheck={false}
        styles={{ input: { direction: 'ltr', fontFamily: 'var(--mantine-font-family-monospace)' } }}
        required
      />
      <Text size="xs" c="dimmed" role="status">
        {t('portal.audience.listed', { count: ids.length })}
      </Text>
    </Stack>
  );
}
