import type { DayState } from './day-state.js';

/** How far a dispatch day is. */
export interface DayProgress {
  readonly dispatchDate: string;
  readonly state: DayState;
  /** Messages that are delivered. */
  readonly dispatched: number;
  /** Customers whom the day is for, at least `dispatched`; null until they are counted. */
  readonly eligible: number | null;
  /** When its first slice came; null before. */
  readonly openedAt: Date | null;
  /** When its last slice was delivered, or it was cancelled. */
  readonly finishedAt: Date | null;
}
