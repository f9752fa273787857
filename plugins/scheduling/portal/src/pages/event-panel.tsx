import { SidePanel } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { draftOf, type EventDraft } from '../event-draft.js';
import type { PromotionEvent } from '../promotion-event.js';
import { EventDetails } from './event-details.js';
import { EventForm } from './event-form.js';

/** What the panel beside the calendar shows. */
export type OpenedEvent =
  | { mode: 'create'; draft: EventDraft }
  | { mode: 'details'; event: PromotionEvent }
  | { mode: 'edit'; event: PromotionEvent };

interface EventPanelProps {
  opened: OpenedEvent | null;
  onChange: (opened: OpenedEvent | null) => void;
}

export function EventPanel({ opened, onChange }: EventPanelProps) {
  const { t } = useTranslation('scheduling');
  const showDetails = (event: PromotionEvent) => onChange({ mode: 'details', event });
  return (
    <SidePanel
      opened={opened !== null}
      title={opened ? t(`portal.panel.${opened.mode}`) : ''}
      onClose={() => onChange(null)}
    >
      {opened?.mode === 'create' ? (
        <EventForm
          event={undefined}
          initial={opened.draft}
          onSaved={showDetails}
          onCancel={() => onChange(null)}
        />
      ) : null}
      {opened?.mode === 'edit' ? (
        <EventForm
          event={opened.event}
          initial={draftOf(opened.event)}
          onSaved={showDetails}
          onCancel={() => showDetails(opened.event)}
        />
      ) : null}
      {opened?.mode === 'details' ? (
        <EventDetails
          event={opened.event}
          onChanged={showDetails}
          onDeleted={() => onChange(null)}
          onEdit={() => onChange({ mode: 'edit', event: opened.event })}
        />
      ) : null}
    </SidePanel>
  );
}
