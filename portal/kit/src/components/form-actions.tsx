import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FormActionsProps {
  submitLabel: string;
  submitting: boolean;
  onCancel: () => void;
}

/** The last row of a form: it stays in view while a long form scrolls. */
export function FormActions({ submitLabel, submitting, onCancel }: FormActionsProps) {
  const { t } = useTranslation('portal');
  return (
    <Group justify="flex-end" gap="xs" className="promenade-form-actions">
      <Button variant="default" onClick={onCancel} disabled={submitting}>
        {t('kit.cancel')}
      </Button>
      <Button type="submit" loading={submitting}>
        {submitLabel}
      </Button>
    </Group>
  );
}
