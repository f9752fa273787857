import type { Benefits } from './benefits.js';

/** A tier's texts in a locale other than its default one. */
export interface TierTranslation {
  readonly name: string;
  /** Row by row beside the perks of the default locale; an empty row is not translated. */
  readonly custom_perks?: readonly string[];
}

/** What a merchant decides about a tier. Name and perks are in the default locale. */
export interface TierFields {
  /** The tier's name within the merchant, for programs: `gold`. */
  readonly tierId: string;
  /** The default locale: it stands in where a translation is missing. */
  readonly locale: string;
  readonly name: string;
  /** Loyalty points from which a customer belongs to the tier. */
  readonly minPoints: number;
  /** Whole per cent, 0 to 100. */
  readonly discountPercentage: number;
  readonly freeShipping: boolean;
  readonly exclusiveAccess: boolean;
  readonly benefits: Benefits;
  readonly translations: Readonly<Record<string, TierTranslation>>;
}

/** A tier as it is kept. */
export interface Tier extends TierFields {
  readonly id: string;
  readonly merchantId: string;
  /** Grows by one with every change, from 1. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
