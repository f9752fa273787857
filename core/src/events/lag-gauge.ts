export interface LagGauge {
  /** How many records of a partition the group has yet to take. */
  set(lag: { topic: string; group: string; partition: number }, records: number): void;
}
