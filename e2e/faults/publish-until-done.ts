import { eventually } from '../../core/src/testing/eventually.js';
import type { Installation } from './installation.js';

const path = '/api/scheduling/v1/events';
/** A host that was killed, or whose database was, is back long before, in milliseconds. */
const patience = 120_000;

interface Event {
  readonly event_id: string;
  readonly status: string;
  readonly version: number;
}

const newEvent = (title: string) => ({
  title,
  promotion_package: 'faults',
  start_datetime: new Date(Date.now() - 60_000).toISOString(),
  end_datetime: new Date(Date.now() + 86_400_000).toISOString(),
  timezone: 'UTC',
  dispatch_time: '00:00',
  content: {
    en: { title, body: 'All week.' },
    ar: { title, body: 'طوال الأسبوع.' },
    he: { title, body: 'כל השבוע.' },
  },
});

/**
 * Publishes an event whose first day is due at once, as a caller does who repeats what failed until it has worked.
 * @returns its id
 */
export const publishUntilDone = async (at: Installation, title: string): Promise<string> => {
  const body = JSON.stringify(newEvent(title));
  const { event_id } = await eventually(() => at.api<Event>('POST', path, { body }), patience);
  await eventually(async () => {
    const event = await at.api<Event>('GET', `${path}/${event_id}`);
    // The answer to an earlier attempt may have been lost.
    if (event.status === 'PUBLISHED') return;
    await at.api('POST', `${path}/${event_id}/publish`, {
      headers: { 'if-match': `"${event.version}"` },
    });
  }, patience);
  return event_id;
};
