export const DEAD_LETTER_STATES = ['open', 'replayed', 'discarded'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

/** An event that a consumer group could not handle. */
export interface DeadLetter {
  id: string;
  topic: string;
  group: string;
  origin: string;
  key: string;
  event_type: string | null;
  set_aside_at: string;
  attempts: number;
  error: string;
  message: string;
  state: DeadLetterState;
  settled_by: string | null;
  settled_at: string | null;
  reason: string | null;
}

export interface DeadLetterDetail extends DeadLetter {
  headers: Record<string, string>;
  event: unknown;
  unreadable: string | null;
  hex: string | null;
}

export interface DeadLetterPage {
  items: DeadLetter[];
  next_cursor: string | null;
}

export interface DeadLetterFilter {
  state: DeadLetterState | 'all';
  topic: string | null;
  group: string | null;
}

/** What became of a request for several letters. */
export interface Outcome {
  done: string[];
  refused: { id: string; code: string }[];
}

export const DEAD_LETTERS_PATH = '/api/platform/v1/dead-letters';
export const DEAD_LETTERS_KEY = ['platform', 'dead-letters'];

export const deadLetterPath = (id: string) => `${DEAD_LETTERS_PATH}/${encodeURIComponent(id)}`;
