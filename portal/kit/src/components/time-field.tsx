import { TimeInput } from '@mantine/dates';

interface TimeFieldProps {
  label: string;
  description?: string;
  /** `09:00` */
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

/** A time of day without a zone. */
export function TimeField({ label, description, value, onChange, error }: TimeFieldProps) {
  return (
    <TimeInput
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
