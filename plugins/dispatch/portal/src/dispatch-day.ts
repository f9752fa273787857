export type DayState = 'RUNNING' | 'PAUSED' | 'CANCELLED' | 'DONE';
export type DayAction = 'pause' | 'resume' | 'cancel';

/** One dispatch day of an event, as the API tells it. */
export interface DispatchDay {
  /** `2026-11-21`, in the event's zone. */
  dispatch_date: string;
  state: DayState;
  dispatched: number;
  /** Null until they are counted. */
  eligible: number | null;
}

export interface DispatchDays {
  items: DispatchDay[];
}

/** How much of a day is delivered, 0 to 100; undefined while nobody knows of how many. */
export function percentOf({ state, dispatched, eligible }: DispatchDay): number | undefined {
  if (state === 'DONE') return 100;
  if (eligible === null) return undefined;
  return eligible === 0 ? 0 : (100 * dispatched) / eligible;
}

const ACTIONS: Readonly<Record<DayState, readonly DayAction[]>> = {
  RUNNING: ['pause', 'cancel'],
  PAUSED: ['resume', 'cancel'],
  CANCELLED: [],
  DONE: [],
};

/** What can be done with a day. */
export function actionsOf({ state }: DispatchDay): readonly DayAction[] {
  return ACTIONS[state];
}

const RUNNING_MS = 2_000;
/** The panel appears when an event is published, and a day that is due then begins within seconds. */
const EXPECTED_MS = 1_000;
const EXPECTED_LOOKS = 15;
const AWAITED_MS = 5_000;
const RESTING_MS = 15_000;

/**
 * In how many milliseconds to look again: a day that rests may go on by another hand, and the next one comes by itself. False
 * before anything is known. @param looks how often it was looked at already
 */
export function refreshAfter(days: DispatchDays | undefined, looks: number): number | false {
  if (!days) return false;
  if (days.items.length === 0) return looks < EXPECTED_LOOKS ? EXPECTED_MS : AWAITED_MS;
  return days.items.some(({ state }) => state === 'RUNNING') ? RUNNING_MS : RESTING_MS;
}

export function daysPath(eventId: string): string {
  return `/api/dispatch/v1/events/${encodeURIComponent(eventId)}/days`;
}
