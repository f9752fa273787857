export type ActivityStatus = 'DRAFT' | 'APPROVED' | 'PUBLISHED' | 'EXPIRED' | 'ARCHIVED';

/** A rule in the words of the merchant's promotion engine: any JSON object within the bounds of `ruleFaults`. */
export type Rule = Readonly<Record<string, unknown>>;

/** What a merchant writes about an activity. */
export interface ActivityFields {
  readonly name: string;
  readonly description: string | null;
  readonly rule: Rule;
}

/** An activity as it is kept. */
export interface Activity extends ActivityFields {
  /** UUID v7: ids order by the time of creation. */
  readonly activityId: string;
  readonly status: ActivityStatus;
  /** Grows by one with every change, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
