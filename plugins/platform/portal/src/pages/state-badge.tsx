import { Badge } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import type { DeadLetterState } from '../dead-letter.js';

const COLORS = { open: 'red', replayed: 'green', discarded: 'gray' } as const;

export function StateBadge({ state }: { state: DeadLetterState }) {
  const { t } = useTranslation('platform');
  return (
    <Badge variant="light" color={COLORS[state]} tt="none">
      {t(`portal.deadLetters.state.${state}`)}
    </Badge>
  );
}
