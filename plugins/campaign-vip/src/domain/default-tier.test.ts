import { expect, test } from '@jest/globals';
import { defaultTier } from './default-tier.js';

test.each<[string, [string, number][], string | undefined]>([
  [
    'the tier that needs no points',
    [
      ['bronze', 0],
      ['gold', 9],
    ],
    'bronze',
  ],
  [
    'the first of several',
    [
      ['amber', 0],
      ['bronze', 0],
      ['gold', 9],
    ],
    'amber',
  ],
  ['none where the lowest has to be earned', [['gold', 1]], undefined],
  ['none without tiers', [], undefined],
])('the default tier is %s', (_case, tiers, wanted) => {
  const found = defaultTier(tiers.map(([tierId, minPoints]) => ({ tierId, minPoints })));
  expect(found?.tierId).toBe(wanted);
});
