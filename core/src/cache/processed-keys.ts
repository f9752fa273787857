/**
 * A fast note of which events a consumer group has processed, so that a repeated delivery costs no transaction. Only a hint
 * that the row in `processed_events` is there: an event is noted after that row was committed, and what is not noted is
 * asked of the table.
 */
export abstract class ProcessedKeys {
  /** @returns those of the ids that are noted. @throws CacheUnavailableError */
  abstract noted(
    group: string,
    merchantId: string,
    eventIds: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** Kept for 24 hours. @throws CacheUnavailableError */
  abstract note(group: string, merchantId: string, eventIds: readonly string[]): Promise<void>;
}
