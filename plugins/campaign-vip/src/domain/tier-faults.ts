import { benefitsFaults, perkFaults } from './benefits.js';
import { type Fault, largestInteger, lengthFaults, rangeFaults } from './fault.js';
import type { TierFields } from './tier.js';

const longestName = 100;
const longestTierId = 64;
const tierIdPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const nameFaults = (path: string, name: string): Fault[] =>
  name.trim() === '' ? [{ path, code: 'empty' }] : lengthFaults(path, name, longestName);

/** Everything about a tier that breaks a rule, named as in the HTTP body. */
export const tierFaults = (tier: TierFields): Fault[] => [
  ...(tierIdPattern.test(tier.tierId) ? [] : [{ path: '/tier_id', code: 'malformed-tier-id' }]),
  ...lengthFaults('/tier_id', tier.tierId, longestTierId),
  ...nameFaults('/name', tier.name),
  ...rangeFaults('/min_points', tier.minPoints, 0, largestInteger),
  ...rangeFaults('/discount_percentage', tier.discountPercentage, 0, 100),
  ...benefitsFaults('/benefits', tier.benefits),
  ...Object.entries(tier.translations).flatMap(([locale, { name, custom_perks }]) => {
    const path = `/translations/${locale}`;
    return locale === tier.locale
      ? [{ path, code: 'translation-of-default-locale' }]
      : [
          ...nameFaults(`${path}/name`, name),
          ...perkFaults(`${path}/custom_perks`, custom_perks ?? []),
        ];
  }),
];
