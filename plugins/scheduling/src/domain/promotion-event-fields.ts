import type { Audience } from './audience.js';

/** What a merchant writes in one language. */
export interface LocalizedContent {
  readonly title: string;
  readonly body: string;
}

/** What a merchant plans: everything about a promotion event but its life. */
export interface PromotionEventFields {
  readonly title: string;
  readonly description: string | null;
  readonly promotionPackage: string;
  readonly start: Date;
  readonly end: Date;
  readonly timezone: string;
  readonly dispatchTime: string;
  readonly content: Readonly<Record<string, LocalizedContent>>;
  readonly audience: Audience;
}

/** What may be left to the merchant's settings when an event is created. */
export type EventDefaults = Pick<PromotionEventFields, 'timezone' | 'dispatchTime'>;

export type NewPromotionEvent = Omit<PromotionEventFields, keyof EventDefaults> & {
  readonly [F in keyof EventDefaults]: EventDefaults[F] | undefined;
};
