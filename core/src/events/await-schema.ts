import { setTimeout as pause } from 'node:timers/promises';
import type { EventMetrics } from '../observability/event-metrics.js';
import type { Logger } from '../observability/logger.js';
import { SchemaUnavailableError } from './avro/event-codec-errors.js';
import { pauseAfter, type RetryPolicy } from './retry-policy.js';

export interface AwaitSchemaOptions {
  /** Where the record stands, for logs and metrics. */
  readonly place: { readonly topic: string; readonly group: string; readonly position: string };
  readonly metrics: Pick<EventMetrics, 'failed'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal;
}

/**
 * Reads a record, and reads it again as long as its schema cannot be had, without limit: the records behind it are most
 * likely written in the same one.
 * @throws what reading throws otherwise; the signal's reason when it is aborted
 */
export const awaitSchema = async <T>(
  read: () => Promise<T>,
  { place, metrics, logger, retry, signal }: AwaitSchemaOptions,
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof SchemaUnavailableError)) throw error;
      signal.throwIfAborted();
      metrics.failed.inc({ topic: place.topic, group: place.group });
      logger.warn({ err: error, ...place, attempt }, 'event waits for its schema');
      await pause(pauseAfter(retry, attempt, Math.random()), undefined, { signal });
    }
  }
};
