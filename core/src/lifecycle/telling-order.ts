/** That a plugin is on or off for a merchant, and has yet to be told. */
export interface Untold {
  readonly pluginId: string;
  readonly enabled: boolean;
}

/**
 * The order in which a merchant's plugins are told: first those that went off, dependents before what they require; then
 * those that went on, the other way round.
 * @param order plugin ids, dependencies before dependents
 */
export const tellingOrder = (
  untold: readonly Untold[],
  order: readonly string[],
): readonly Untold[] => {
  const sorted = untold.toSorted((a, b) => order.indexOf(a.pluginId) - order.indexOf(b.pluginId));
  return [
    ...sorted.filter(({ enabled }) => !enabled).toReversed(),
    ...sorted.filter(({ enabled }) => enabled),
  ];
};
