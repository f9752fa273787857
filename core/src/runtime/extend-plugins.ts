import { ownerOf } from '../plugin/extension-point.js';
import type { BoundPlugin } from './bind-plugins.js';
import type { StartLedger } from './start-ledger.js';

/**
 * The phase "extend": every plugin that was bound adds to the extension points of others, and then they are sealed. A plugin
 * whose value cannot be made fails itself, not the owner of the point.
 * @returns the plugins that go on
 */
export const extendPlugins = async (
  bound: readonly BoundPlugin[],
  ledger: StartLedger,
): Promise<readonly BoundPlugin[]> => {
  const installed = new Set(bound.map(({ spec }) => spec.id));
  const extended: BoundPlugin[] = [];
  for (const plugin of bound) {
    const { spec, scope } = plugin;
    const values = await ledger.attempt(spec, () =>
      (spec.extends ?? [])
        .filter(({ point }) => installed.has(ownerOf(point)))
        .map((extension) => ({ point: extension.point, value: extension.value(scope) })),
    );
    if (!values) continue;
    for (const { point, value } of values) ledger.extensions.add(point, spec, value);
    extended.push(plugin);
  }
  ledger.extensions.seal();
  return extended;
};
