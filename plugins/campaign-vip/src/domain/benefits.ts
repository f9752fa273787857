import { type Fault, largestInteger, lengthFaults, rangeFaults } from './fault.js';

/** What a tier gives besides discount, shipping and access; kept as it is in the column `benefits`. */
export interface Benefits {
  /** Loyalty points credited once, when a customer reaches the tier. */
  readonly bonus_points?: number;
  /** In the tier's default locale. */
  readonly custom_perks?: readonly string[];
}

const mostPerks = 20;
const longestPerk = 200;

/** At most 20 perks of at most 200 characters; an empty one holds a row for its translations. */
export const perkFaults = (path: string, perks: readonly string[]): Fault[] => [
  ...(perks.length > mostPerks ? [{ path, code: 'too-many', params: { max: mostPerks } }] : []),
  ...perks.flatMap((perk, index) => lengthFaults(`${path}/${index}`, perk, longestPerk)),
];

/** The trigger `trg_validate_benefits` holds the same rules in the database. */
export const benefitsFaults = (path: string, { bonus_points, custom_perks }: Benefits): Fault[] => [
  ...(bonus_points === undefined
    ? []
    : rangeFaults(`${path}/bonus_points`, bonus_points, 0, largestInteger)),
  ...perkFaults(`${path}/custom_perks`, custom_perks ?? []),
];
