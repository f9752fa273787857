import { Alert, Icon } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';

interface NoEventsProps {
  filtered: boolean;
  mayWrite: boolean;
  /** Whether days are shown, which can be chosen. */
  hasDays: boolean;
}

/** Stands above an empty calendar: the calendar stays, for choosing days in it. */
export function NoEvents({ filtered, mayWrite, hasDays }: NoEventsProps) {
  const { t } = useTranslation('scheduling');
  const create = t(hasDays ? 'portal.empty.create' : 'portal.empty.createInList');
  const hint = mayWrite ? create : undefined;
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
