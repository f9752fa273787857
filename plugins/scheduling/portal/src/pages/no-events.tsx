import { Alert, Icon } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';

/** Stands above an empty calendar: the calendar stays, for choosing days in it. */
export function NoEvents({ filtered, mayWrite }: { filtered: boolean; mayWrite: boolean }) {
  const { t } = useTranslation('scheduling');
  const hint = mayWrite ? t('portal.empty.create') : undefined;
  return (
    <Alert
      color="indigo"
      variant="light"
      role="status"
      icon={<Icon name={filtered ? 'search' : 'calendar'} />}
      title={filtered ? t('portal.empty.filtered') : t('portal.empty.title')}
    >
      {filtered ? t('portal.empty.filteredText') : hint}
    </Alert>
  );
}
