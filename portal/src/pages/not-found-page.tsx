import { Button, EmptyState } from '@promenade/portal-kit';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';

export function NotFoundPage() {
  const { t } = useTranslation('portal');
  useEffect(() => {
    document.title = t('shell.documentTitle', {
      page: t('notFoundPage.title'),
      product: t('product.name'),
    });
  }, [t]);
  return (
    <EmptyState
      wholePage
      icon="search"
      title={t('notFoundPage.title')}
      text={t('notFoundPage.text')}
      action={
        <Button component={Link} to="/" variant="default">
          {t('notFoundPage.home')}
        </Button>
      }
    />
  );
}
