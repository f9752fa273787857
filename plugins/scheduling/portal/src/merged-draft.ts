import type { EventDraft } from './event-draft.js';

/**
 * What was typed, on top of what someone else saved meanwhile: fields that were changed here keep what was typed, each
 * language by itself, the others become as they are now.
 *
 * @param loaded - the form as it was opened
 */
export function mergedDraft(
  loaded: EventDraft,
  typed: EventDraft,
  current: EventDraft,
): EventDraft {
  return {
    ...changedOver(loaded, typed, current),
    content: changedOver(loaded.content, typed.content, current.content),
  };
}

function changedOver<T extends object>(loaded: T, typed: T, current: T): T {
  const changed = Object.entries(typed).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(loaded[field as keyof T]),
  );
  return { ...current, ...Object.fromEntries(changed) };
}
