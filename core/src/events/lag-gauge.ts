/** A partition of a topic that a group takes. */
export interface LagSeries {
  readonly topic: string;
  readonly group: string;
  readonly partition: number;
}

export interface LagGauge {
  /** How many records of a partition the group has yet to take. */
  set(series: LagSeries, records: number): void;
  /** The partition is another host's to measure, or nobody's. */
  remove(series: LagSeries): void;
}
