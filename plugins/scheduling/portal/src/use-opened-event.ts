import { useQueryClient } from '@promenade/portal-kit';
import { useState } from 'react';
import type { CalendarAddress } from './calendar-address.js';
import type { EventDraft } from './event-draft.js';
import type { KeptDraft } from './kept-draft.js';
import type { OpenedEvent } from './pages/event-panel.js';
import { eventKey, type PromotionEvent } from './promotion-event.js';
import { useDraftKeeper } from './use-kept-draft.js';

interface Place {
  eventId: string | null;
  change: (changes: Partial<CalendarAddress>) => void;
}

/** What is open beside the calendar. An event that is shown stands in the address; a form that was left is taken up again. */
export function useOpenedEvent({ eventId, change }: Place) {
  const queryClient = useQueryClient();
  const keeper = useDraftKeeper();
  const [form, setForm] = useState<OpenedEvent | null>(() => formOf(keeper.kept(), eventId));
  const isForm =
    form?.mode === 'create' || (form?.mode === 'edit' && form.event.event_id === eventId);
  const details: OpenedEvent | null = eventId === null ? null : { mode: 'details', eventId };
  return {
    opened: isForm ? form : details,
    create: (draft: EventDraft) => setForm({ mode: 'create', draft }),
    edit: (event: PromotionEvent) => setForm({ mode: 'edit', event }),
    show: (event: PromotionEvent) => {
      queryClient.setQueryData(eventKey(event.event_id), event);
      setForm(null);
      if (event.event_id !== eventId) change({ eventId: event.event_id });
    },
    open: (id: string) => change({ eventId: id }),
    close: () => {
      setForm(null);
      if (eventId !== null) change({ eventId: null });
    },
  };
}

function formOf(kept: KeptDraft | null, eventId: string | null): OpenedEvent | null {
  if (!kept) return null;
  const { event, loaded, draft: typed } = kept;
  if (!event) return { mode: 'create', draft: loaded, typed };
  return event.event_id === eventId ? { mode: 'edit', event, loaded, typed } : null;
}
