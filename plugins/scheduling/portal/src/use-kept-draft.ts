import { useSession } from '@promenade/portal-kit';
import { useEffect, useMemo } from 'react';
import type { EventDraft } from './event-draft.js';
import { draftKeeper } from './kept-draft.js';
import type { PromotionEvent } from './promotion-event.js';

/** The keeper of the form of whoever is at the portal. */
export function useDraftKeeper() {
  const { subject, merchant_id } = useSession().session;
  return useMemo(() => draftKeeper(`${merchant_id} ${subject}`), [merchant_id, subject]);
}

interface OpenForm {
  event: PromotionEvent | undefined;
  loaded: EventDraft;
  draft: EventDraft;
}

/**
 * Keeps a form with unsaved changes for as long as it is open. A page that is left for the login, or loaded again, does not
 * close its form: so the form is there when the user comes back.
 */
export function useKeptDraft({ event, loaded, draft }: OpenForm): void {
  const keeper = useDraftKeeper();
  useEffect(() => {
    const isUnsaved = JSON.stringify(draft) !== JSON.stringify(loaded);
    if (isUnsaved) keeper.keep({ ...(event && { event }), loaded, draft });
    else keeper.forget();
  }, [keeper, event, loaded, draft]);
  useEffect(() => keeper.forget, [keeper]);
}
