import type { EventDraft } from './event-draft.js';
import type { PromotionEvent } from './promotion-event.js';

/** A form that was left without being saved or given up: the session ended, or the page was loaded again. */
export interface KeptDraft {
  /** Absent when an event was being created. */
  event?: PromotionEvent;
  /** The form as it was opened. */
  loaded: EventDraft;
  draft: EventDraft;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Keeps one form through a login.
 *
 * @param owner - who typed it, and for which merchant: nobody else gets to see it
 * @param store - of this tab only
 */
export function draftKeeper(owner: string, store: Store = window.sessionStorage) {
  const key = `promenade.scheduling.draft ${owner}`;
  const forget = () => store.removeItem(key);
  return {
    forget,
    keep: (kept: KeptDraft) => {
      try {
        store.setItem(key, JSON.stringify(kept));
      } catch (error) {
        // A full store keeps what it has: better nothing than an older state of the form.
        if (!(error instanceof DOMException)) throw error;
        forget();
      }
    },
    kept: (): KeptDraft | null => {
      const text = store.getItem(key);
      return text === null ? null : (JSON.parse(text) as KeptDraft);
    },
  };
}
