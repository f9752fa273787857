import { Text, useFormat } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { type DeliveredDay, messagesOf } from './delivered-event.js';

/** Whom it concerns: on one day a customer has one message. */
export function DeliveredCount({ days }: { days: readonly DeliveredDay[] }) {
  const { t } = useTranslation('inbox');
  const { number } = useFormat();
  const messages = messagesOf(days);
  if (messages === null) return null;
  return (
    <Text size="sm" fw={600}>
      {days.length === 1
        ? t('portal.delivered.customers', { customers: number(messages) })
        : t('portal.delivered.messages', {
            messages: number(messages),
            days: number(days.length),
          })}
    </Text>
  );
}
