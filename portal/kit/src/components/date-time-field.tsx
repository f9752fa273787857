import { Group } from '@mantine/core';
import { DateInput, TimeInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typedDay } from '../form/typed-day.js';

interface DateTimeFieldProps {
  dateLabel: string;
  timeLabel: string;
  /** A wall-clock time such as `2026-11-21T09:00`; either part may be empty. */
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  required?: boolean;
}

/**
 * A date and a time of day without a zone. Dates are typed or picked as `2026-11-21`; what is typed and is no date stays to be
 * corrected, and leaves the date empty.
 */
export function DateTimeField(props: DateTimeFieldProps) {
  const { dateLabel, timeLabel, value, onChange, error, required = false } = props;
  const { t } = useTranslation('portal');
  const [date = '', time = ''] = value.split('T');
  const [mistyped, setMistyped] = useState('');
  const fault = mistyped && !date ? t('kit.dates.mistyped', { text: mistyped }) : error;
  return (
    <Group gap="xs" align="flex-start" grow preventGrowOverflow={false} wrap="nowrap">
      <DateInput
        label={dateLabel}
        value={date || null}
        onChange={(picked) => onChange(`${picked ?? ''}T${time}`)}
        dateParser={typedDay}
        fixOnBlur={false}
        onInput={({ currentTarget }) => {
          if (typedDay(currentTarget.value) === null) onChange(`T${time}`);
        }}
        onBlur={({ currentTarget }) =>
          setMistyped(typedDay(currentTarget.value) === null ? currentTarget.value.trim() : '')
        }
        valueFormat="YYYY-MM-DD"
        placeholder="2026-11-21"
        hideOutsideDates
        required={required}
        error={fault}
        ariaLabels={{
          nextMonth: t('kit.dates.nextMonth'),
          previousMonth: t('kit.dates.previousMonth'),
          nextYear: t('kit.dates.nextYear'),
          previousYear: t('kit.dates.previousYear'),
          nextDecade: t('kit.dates.nextDecade'),
          previousDecade: t('kit.dates.previousDecade'),
          monthLevelControl: t('kit.dates.chooseMonth'),
          yearLevelControl: t('kit.dates.chooseYear'),
        }}
      />
      <TimeInput
        label={timeLabel}
        value={time}
        onChange={(event) => onChange(`${date}T${event.currentTarget.value}`)}
        required={required}
        error={error !== undefined && !mistyped}
        maw={140}
      />
    </Group>
  );
}
