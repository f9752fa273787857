/** What a merchant says about a milestone. */
export interface MilestoneFields {
  readonly title: string;
  /** How many customers it takes, at least 1. */
  readonly customers: number;
}

/** A milestone as it is kept. */
export interface Milestone extends MilestoneFields {
  /** UUID v7: ids order by the time of creation. */
  readonly milestoneId: string;
  readonly createdAt: Date;
}
