/** A milestone as the API tells it. */
export interface Milestone {
  milestone_id: string;
  title: string;
  /** How many customers it takes. */
  customers: number;
  /** From 0 to 100. */
  reached_percent: number;
}

export interface MilestonePage {
  items: Milestone[];
  next_cursor: string | null;
}

export const MILESTONES_PATH = '/api/sample-plugin/v1/milestones';
export const MILESTONES_KEY = ['sample-plugin', 'milestones'] as const;
