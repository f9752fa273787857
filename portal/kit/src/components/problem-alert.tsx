import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/problem.js';
import { Icon } from './icon.js';

interface ProblemAlertProps {
  error: unknown;
  /** Messages that no field shows. */
  messages?: string[];
  onRetry?: () => void;
}

/** A failed call in the user's words: the server's title and detail, or the kit's for a dead network. */
export function ProblemAlert({ error, messages = [], onRetry }: ProblemAlertProps) {
  const { t } = useTranslation('portal');
  const { title, detail, reference } = useProblemTexts(error);
  return (
    <Alert color="red" variant="light" title={title} icon={<Icon name="alert" />} role="alert">
      {detail ? <Text size="sm">{detail}</Text> : null}
      {messages.length > 0 ? (
        <List size="sm">
          {messages.map((message) => (
            <List.Item key={message}>{message}</List.Item>
          ))}
        </List>
      ) : null}
      {reference ? (
        <Text size="xs" c="dimmed" mt={4}>
          {t('kit.problem.reference', { reference })}
        </Text>
      ) : null}
      {onRetry ? (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('kit.retry')}
          </Button>
        </Group>
      ) : null}
    </Alert>
  );
}

/** Title and detail of an error, with wording of our own where the server gave none. */
export function useProblemTexts(error: unknown) {
  const { t } = useTranslation('portal');
  if (!(error instanceof ProblemError)) {
    return { title: t('kit.problem.network'), detail: t('kit.problem.networkDetail') };
  }
  const { title, detail, correlation_id: reference } = error.problem;
  return {
    title: title || t('kit.problem.server'),
    detail: detail ?? (title ? undefined : t('kit.problem.serverDetail')),
    reference: error.status >= 500 ? reference : undefined,
  };
}
