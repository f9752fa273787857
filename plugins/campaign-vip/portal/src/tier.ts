import type { Language } from '@promenade/portal-kit';

export interface TierTranslation {
  name: string;
  custom_perks?: string[];
}

/** What the API takes for a tier. Name and perks of the default locale stand outside `translations`. */
export interface TierInput {
  tier_id: string;
  /** The default locale: the one that stands in for missing translations. */
  locale: Language;
  name: string;
  min_points: number;
  discount_percentage: number;
  free_shipping: boolean;
  exclusive_access: boolean;
  benefits: { bonus_points?: number; custom_perks?: string[] };
  translations: Partial<Record<Language, TierTranslation>>;
}

export interface Tier extends TierInput {
  id: string;
  version: number;
  created_at: string;
  updated_at: string;
}

export const TIERS_PATH = '/api/campaign-vip/v1/tiers';
export const TIERS_KEY = ['campaign-vip', 'tiers'] as const;
