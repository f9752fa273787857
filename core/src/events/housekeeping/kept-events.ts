/** How long the tables of the events keep what is done with. */
export interface KeptEvents {
  /** Hours that a record stays in the outbox after it was written, 1 or more: 168, or 24 where a broker has it too, unless given. */
  readonly retentionHours?: number;
  /** Days that it is remembered which events a group has processed, 2 or more; 30 unless given. */
  readonly processedDays?: number;
  /** Days that dead letters of the log, and what became of any dead letter, are kept, 2 or more; 90 unless given. */
  readonly deadLetterDays?: number;
  /** Topics of which the log keeps the last record of each key, however old it is. */
  readonly compacted?: readonly string[];
}

/** By what records of the outbox leave it: groups that read it as their log, the forwarder, or change data capture. */
export type OutboxReader = 'log' | 'forwarder' | 'cdc';

/** What is kept where nothing else is said. */
export const keptEvents = (reader: OutboxReader, given: KeptEvents = {}): Required<KeptEvents> => ({
  retentionHours: given.retentionHours ?? (reader === 'log' ? 168 : 24),
  processedDays: given.processedDays ?? 30,
  deadLetterDays: given.deadLetterDays ?? 90,
  compacted: given.compacted ?? [],
});
