import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

interface TimeZoneSelectProps {
  label: string;
  description?: string;
  value: string;
  onChange: (timeZone: string) => void;
  error?: string | undefined;
  disabled?: boolean;
  readOnly?: boolean;
  /** True unless given: whether the label is marked. */
  required?: boolean;
}

/** Browsers list `UTC` only as an alias. */
const timeZones = () => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((id) => id !== 'UTC')];

/** A searchable list of the IANA time zones that the browser knows. */
export function TimeZoneSelect(props: TimeZoneSelectProps) {
  const { label, description, value, onChange, error } = props;
  const { disabled = false, readOnly = false, required = true } = props;
  const { t } = useTranslation('portal');
  const zones = useMemo(
    () => [...new Set([value, ...timeZones()])].filter((id) => id !== '').sort(),
    [value],
  );
  return (
    <Select
      label={label}
      description={description}
      data={zones}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
      error={error}
      disabled={disabled}
      readOnly={readOnly}
      searchable
      required={required}
      limit={100}
      allowDeselect={false}
      nothingFoundMessage={t('kit.nothingFound')}
      maxDropdownHeight={280}
    />
  );
}
