import { LANGUAGES, type Language } from '@promenade/portal-kit';
import { type AudienceDraft, audienceDraftOf, audienceOf } from './audience-draft.js';
import type { EventDefaults } from './event-defaults.js';
import { instantOf, wallClockOf } from './event-window.js';
import type { EventInput, EventText, PromotionEvent } from './promotion-event.js';

/** An event while it is edited: times are wall-clock times in its zone, every language has texts. */
export interface EventDraft {
  title: string;
  description: string;
  promotionPackage: string;
  start: string;
  end: string;
  timezone: string;
  dispatchTime: string;
  content: Record<Language, EventText>;
  audience: AudienceDraft;
}

/** A new event over a window of wall-clock times. */
export function emptyDraft(
  window: { start: string; end: string },
  defaults: EventDefaults,
): EventDraft {
  return {
    title: '',
    description: '',
    promotionPackage: '',
    ...window,
    ...defaults,
    content: contentOf({}),
    audience: audienceDraftOf({ kind: 'everyone' }),
  };
}

export function draftOf(event: PromotionEvent): EventDraft {
  return {
    title: event.title,
    description: event.description ?? '',
    promotionPackage: event.promotion_package,
    start: wallClockOf(event.start_datetime, event.timezone),
    end: wallClockOf(event.end_datetime, event.timezone),
    timezone: event.timezone,
    dispatchTime: event.dispatch_time,
    content: contentOf(event.content),
    audience: audienceDraftOf(event.audience),
  };
}

/** The body to send. Languages without any text are left out; half-written ones are for the server. */
export function inputOf(draft: EventDraft): EventInput {
  const written = LANGUAGES.filter((each) => textState(draft.content[each]) !== 'missing');
  return {
    title: draft.title.trim(),
    description: draft.description.trim() || null,
    promotion_package: draft.promotionPackage.trim(),
    start_datetime: instantOf(draft.start, draft.timezone),
    end_datetime: instantOf(draft.end, draft.timezone),
    timezone: draft.timezone,
    dispatch_time: draft.dispatchTime,
    content: Object.fromEntries(
      written.map((each) => [
        each,
        { title: draft.content[each].title.trim(), body: draft.content[each].body.trim() },
      ]),
    ),
    audience: audienceOf(draft.audience),
  };
}

export function textState({ title, body }: EventText): 'complete' | 'partial' | 'missing' {
  if (title.trim() && body.trim()) return 'complete';
  return title.trim() || body.trim() ? 'partial' : 'missing';
}

function contentOf(content: EventInput['content']): Record<Language, EventText> {
  return Object.fromEntries(
    LANGUAGES.map((each) => [each, content[each] ?? { title: '', body: '' }]),
  ) as Record<Language, EventText>;
}
