import type { Language } from '@promenade/portal-kit';
import type { Audience } from './audience.js';

export const EVENT_STATUSES = ['DRAFT', 'PUBLISHED', 'EXPIRED'] as const;

export type EventStatus = (typeof EVENT_STATUSES)[number];

export interface EventText {
  title: string;
  body: string;
}

/** What the API takes for a promotion event. */
export interface EventInput {
  title: string;
  description: string | null;
  promotion_package: string;
  /** An instant in UTC, `2026-11-21T07:00:00Z`. */
  start_datetime: string;
  end_datetime: string;
  /** An IANA zone: dispatch days and the dispatch time are local to it. */
  timezone: string;
  /** `09:00` */
  dispatch_time: string;
  content: Partial<Record<Language, EventText>>;
  audience: Audience;
}

export interface PromotionEvent extends EventInput {
  event_id: string;
  status: EventStatus;
  version: number;
  published_at: string | null;
  created_at: string;
  updated_at: string;
}

/** An event in a list, which does not say whom it is for. */
export type EventLine = Omit<PromotionEvent, 'audience'>;

export const EVENTS_PATH = '/api/scheduling/v1/events';
export const EVENTS_KEY = ['scheduling', 'events'] as const;

export function eventKey(eventId: string) {
  return [...EVENTS_KEY, 'one', eventId] as const;
}

export function eventPath({ event_id }: Pick<PromotionEvent, 'event_id'>): string {
  return `${EVENTS_PATH}/${encodeURIComponent(event_id)}`;
}
