import type { PluginState } from '@promenade/core';

type Switch = { readonly spec: Pick<PluginState['spec'], 'id'> } & Pick<PluginState, 'enabled'>;

/** Ids of the plugins, besides the one that was switched, that went on or off with it. */
export const switchedAlong = (
  pluginId: string,
  before: readonly Switch[],
  after: readonly Switch[],
): string[] => {
  const wereOn = new Map(before.map(({ spec, enabled }) => [spec.id, enabled]));
  return after
    .filter(({ spec, enabled }) => spec.id !== pluginId && wereOn.get(spec.id) !== enabled)
    .map(({ spec }) => spec.id);
};
