import { QueryView, SidePanel } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { draftOf, type EventDraft } from '../event-draft.js';
import type { PromotionEvent } from '../promotion-event.js';
import { useEvent } from '../use-event.js';
import { EventDetails } from './event-details.js';
import { EventForm } from './event-form.js';

/** What the panel beside the calendar shows; `typed` is a form as it was left. */
export type OpenedEvent =
  | { mode: 'create'; draft: EventDraft; typed?: EventDraft | undefined }
  | { mode: 'details'; eventId: string }
  | {
      mode: 'edit';
      event: PromotionEvent;
      loaded?: EventDraft | undefined;
      typed?: EventDraft | undefined;
    };

interface EventPanelProps {
  opened: OpenedEvent | null;
  onClose: () => void;
  /** Called with an event as it was saved, published or read anew. */
  onShow: (event: PromotionEvent) => void;
  onEdit: (event: PromotionEvent) => void;
}

export function EventPanel({ opened, onClose, onShow, onEdit }: EventPanelProps) {
  const { t } = useTranslation('scheduling');
  return (
    <SidePanel
      opened={opened !== null}
      title={opened ? t(`portal.panel.${opened.mode}`) : ''}
      onClose={onClose}
    >
      {opened?.mode === 'create' ? (
        <EventForm
          event={undefined}
          initial={opened.draft}
          typed={opened.typed}
          onSaved={onShow}
          onCancel={onClose}
        />
      ) : null}
      {opened?.mode === 'edit' ? (
        <EventForm
          event={opened.event}
          initial={opened.loaded ?? draftOf(opened.event)}
          typed={opened.typed}
          onSaved={onShow}
          onCancel={() => onShow(opened.event)}
        />
      ) : null}
      {opened?.mode === 'details' ? (
        <OneEvent
          key={opened.eventId}
          eventId={opened.eventId}
          onChanged={onShow}
          onDeleted={onClose}
          onEdit={onEdit}
        />
      ) : null}
    </SidePanel>
  );
}

interface OneEventProps {
  eventId: string;
  onChanged: (event: PromotionEvent) => void;
  onDeleted: () => void;
  onEdit: (event: PromotionEvent) => void;
}

function OneEvent({ eventId, onChanged, onDeleted, onEdit }: OneEventProps) {
  const query = useEvent(eventId);
  return (
    <QueryView query={query}>
      {(event) => (
        <EventDetails
          event={event}
          onChanged={onChanged}
          onDeleted={onDeleted}
          onEdit={() => onEdit(event)}
        />
      )}
    </QueryView>
  );
}
