import { Button, EmptyState } from '@promenade/portal-kit';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface ErrorPageProps {
  error: unknown;
  onRetry?: () => void;
}

/** A page that failed to load or to render. The failure itself is for the console. */
export function ErrorPage({ error, onRetry }: ErrorPageProps) {
  const { t } = useTranslation('portal');
  useEffect(() => console.error('portal:', error), [error]);
  // A page whose file is gone (a new release) can only be had by loading the portal again.
  const retry = isLoadFailure(error) || !onRetry ? () => window.location.reload() : onRetry;
  return (
    <div role="alert">
      <EmptyState
        wholePage
        icon="alert"
        title={t('errorPage.title')}
        text={t('errorPage.text')}
        action={<Button onClick={retry}>{t('kit.retry')}</Button>}
      />
    </div>
  );
}

function isLoadFailure(error: unknown): boolean {
  return error instanceof TypeError && /import|module|fetch/i.test(error.message);
}
