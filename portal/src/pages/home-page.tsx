import { EmptyState, useSession } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router-dom';

/** Goes to the first page that the session may open; says so when there is none. */
export function HomePage() {
  const { t } = useTranslation('portal');
  const { pages } = useSession().session;
  const first = pages.find((page) => page.placement === 'main') ?? pages[0];
  if (first) return <Navigate to={first.path} replace />;
  return (
    <EmptyState
      wholePage
      icon="puzzle"
      title={t('homePage.empty')}
      text={t('homePage.emptyText')}
    />
  );
}
