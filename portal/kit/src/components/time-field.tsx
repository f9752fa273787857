import { TimeInput } from '@mantine/dates';

interface TimeFieldProps {
  label: string;
  description?: string;
  /** `09:00` */
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  readOnly?: boolean;
}

/** A time of day without a zone. */
export function TimeField(props: TimeFieldProps) {
  const { label, description, value, onChange, error, readOnly = false } = props;
  return (
    <TimeInput
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      readOnly={readOnly}
    />
  );
}
