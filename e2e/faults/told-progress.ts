import { isDeepStrictEqual } from 'node:util';
import type { DispatchProgress } from './dispatch-progress.js';
import type { Installation } from './installation.js';

interface ToldDay {
  readonly dispatch_date: string;
  readonly state: string;
  readonly dispatched: number;
  readonly eligible: number | null;
}

/** @returns what is wrong with the progress that merchants are told of a day: done, at one hundred percent */
export const progressFaults = async (
  at: Installation,
  { event_id, dispatch_date }: DispatchProgress,
  eligible: number,
): Promise<string[]> => {
  const path = `/api/dispatch/v1/events/${event_id}/days`;
  const { items } = await at.api<{ items: ToldDay[] }>('GET', path);
  const day = items.find((one) => one.dispatch_date === dispatch_date);
  const told = day && [day.state, day.dispatched, day.eligible];
  return isDeepStrictEqual(told, ['DONE', eligible, eligible])
    ? []
    : [`event ${event_id} on ${dispatch_date}: progress is told as ${JSON.stringify(told)}`];
};
