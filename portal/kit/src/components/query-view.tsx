import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert.js';

interface QueryViewProps<T> {
  query: {
    data: T | undefined;
    error: unknown;
    refetch: () => unknown;
  };
  /** Shown while the first answer is awaited; lines by default. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failure with a way to try again, and content of one query. */
export function QueryView<T>({ query, skeleton, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <LoadingLines />;
}

/** A quiet placeholder of a list; its label is for screen readers. */
export function LoadingLines({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation('portal');
  return (
    <Stack gap="sm" role="status" aria-label={t('kit.loading')}>
      {Array.from({ length: lines }, (_, line) => `line-${line}`).map((key) => (
        <Skeleton key={key} height={44} />
      ))}
    </Stack>
  );
}
