import { isDueAtOnce } from './due-at-once.js';
import type { EventInput } from './promotion-event.js';

/** What a change of a published event does, beyond that it holds from the next message on. */
export type ChangeNote = 'endsNow' | 'endsEarlier' | 'endsLater' | 'atOnce';

type Planned = Pick<EventInput, 'start_datetime' | 'end_datetime' | 'timezone' | 'dispatch_time'>;

/** @param now - milliseconds since the epoch */
export function changeNotes(before: Planned, after: Planned, now: number): ChangeNote[] {
  const endsBefore = Date.parse(before.end_datetime);
  const endsAfter = Date.parse(after.end_datetime);
  if (endsAfter <= now) return ['endsNow'];
  const notes: ChangeNote[] = [];
  if (endsAfter < endsBefore) notes.push('endsEarlier');
  if (endsAfter > endsBefore) notes.push('endsLater');
  if (isDueAtOnce(after, now) && !isDueAtOnce(before, now)) notes.push('atOnce');
  return notes;
}
