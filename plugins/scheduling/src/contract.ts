import { extensionPoint, type Transaction } from '@promenade/core';
import type { PromotionAudience } from '@promenade/proto';

/**
 * What a merchant should know before publishing an event. Its text stands in the locales of the plugin that says it, under
 * `publishNotes.<code>`.
 */
export interface PublishNote {
  readonly code: string;
  readonly kind: 'info' | 'warning';
  /** For the text; `count` chooses its plural form. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** An event that is about to be published. */
export interface EventToPublish {
  readonly eventId: string;
  readonly start: Date;
  /** Outside of the window. */
  readonly end: Date;
  /** IANA zone. */
  readonly timezone: string;
  readonly promotionPackage: string;
  /** The locales that the message is written in, at least one. */
  readonly locales: readonly string[];
  /** Whom it is for. */
  readonly audience: PromotionAudience;
}

/** Looks at an event before it is published. */
export interface PublishCheck {
  /** Reads in the caller's transaction and writes nothing. A note keeps nobody from publishing. */
  notes(tx: Transaction, event: EventToPublish): Promise<readonly PublishNote[]>;
}

/** Who else has something to say before an event is published. */
export const publishChecks = extensionPoint<PublishCheck>('scheduling.publish-checks');
