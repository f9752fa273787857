/**
 * How much of a milestone is reached, in whole per cent from 0 to 100: 100 not before the last customer came.
 * @param wanted customers that the milestone takes, at least 1
 * @param present customers that came, at least 0
 */
export const reachedPercent = (wanted: number, present: number): number =>
  Math.min(100, Math.floor((present * 100) / wanted));
