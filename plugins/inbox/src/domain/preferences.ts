import type { QuietHours } from './quiet-hours.js';

/** What a customer decides about the inbox. */
export interface Preferences {
  /** Grows by one with each change; 0 while the customer has decided nothing. */
  readonly version: number;
  /** Messages of these kinds are out of the list and of the count; they stand under the filter `muted`. */
  readonly mutedKinds: readonly string[];
  /** Messages that come in these hours are listed, and counted when the hours are over. */
  readonly quietHours: QuietHours | undefined;
}

export const noPreferences: Preferences = { version: 0, mutedKinds: [], quietHours: undefined };
