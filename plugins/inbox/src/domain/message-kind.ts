import { contentOf, type InboxEntry } from './inbox-list.js';

/** A kind of messages, and what the customer knows it by. */
export interface MessageKind {
  readonly kind: string;
  /** The title of the customer's newest message of the kind; undefined when there is none any more. */
  readonly newestTitle: string | undefined;
}

/** The kinds of a customer's messages, and those that are muted: these stay in sight when their last message is gone. */
export const messageKinds = (
  newestFirst: readonly InboxEntry[],
  mutedKinds: readonly string[],
): readonly MessageKind[] => {
  const newest = new Map(newestFirst.toReversed().map((entry) => [entry.dispatch.kind, entry]));
  return [...new Set([...newest.keys(), ...mutedKinds])]
    .filter((kind) => kind !== '')
    .toSorted()
    .map((kind) => {
      const entry = newest.get(kind);
      return { kind, newestTitle: entry && contentOf(entry).title };
    });
};
