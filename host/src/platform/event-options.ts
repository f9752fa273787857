import type { HostOptions } from '@promenade/core/host';
import type { Config } from '../config/config-schema.js';

/** Topics that keep the last record of each key: whoever comes later learns of every customer. */
export const compactedTopics: readonly string[] = [
  'customer.created',
  'customer.updated',
  'customer.deleted',
];

/** What gives the outbox away, and how long it keeps what is done with. */
export const eventOptions = ({
  events,
  relay,
}: Config): Pick<HostOptions, 'forward' | 'keptEvents'> => ({
  forward: relay.forward,
  keptEvents: {
    processedDays: events.processed_days,
    deadLetterDays: events.dead_letter_days,
    compacted: compactedTopics,
    ...(events.retention_hours !== undefined && { retentionHours: events.retention_hours }),
  },
});
