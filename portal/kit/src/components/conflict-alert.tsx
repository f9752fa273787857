import { Alert, Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../toasts/toast.js';
import { Icon } from './icon.js';

interface ConflictAlertProps {
  onReload: () => Promise<void>;
  /** Whether what was typed stays when the current version is loaded, to be saved again. */
  keepsTyped?: boolean;
}

/** Says that someone else saved first (HTTP 412), and takes in what they saved. */
export function ConflictAlert({ onReload, keepsTyped = false }: ConflictAlertProps) {
  const { t } = useTranslation('portal');
  const { failure } = useToasts();
  return (
    <Alert
      color="yellow"
      variant="light"
      role="alert"
      title={t('kit.conflict.title')}
      icon={<Icon name="alert" />}
    >
      <Text size="sm">{t(keepsTyped ? 'kit.conflict.textKept' : 'kit.conflict.text')}</Text>
      <Group mt="sm">
        <Button size="xs" variant="default" onClick={() => void onReload().catch(failure)}>
          {t('kit.conflict.reload')}
        </Button>
      </Group>
    </Alert>
  );
}
