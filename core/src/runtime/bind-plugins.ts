import type { Container } from 'inversify';
import type { MigrationOutcome } from '../database/migrate-database.js';
import { loadLocales } from '../i18n/load-locales.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Fake } from './fake.js';
import { createPluginContainer, createPluginScope } from './plugin-container.js';
import type { StartLedger } from './start-ledger.js';
import type { StartedPlugin } from './started-plugin.js';

export interface BindPluginsOptions {
  /** In dependency order. */
  readonly specs: readonly PluginSpec[];
  readonly coreOf: (spec: PluginSpec) => Container;
  readonly migrations: readonly MigrationOutcome[];
  readonly signal: AbortSignal;
  readonly fakes: readonly Fake[];
}

/** A plugin that has its container, and has not started. */
export type BoundPlugin = StartedPlugin;

/** The phase "bind": each plugin whose migrations succeeded gets its container, and everything in it is made. */
export const bindPlugins = async (
  options: BindPluginsOptions,
  ledger: StartLedger,
): Promise<readonly BoundPlugin[]> => {
  const bound: BoundPlugin[] = [];
  for (const spec of options.specs) {
    const plugin = await ledger.attempt(spec, () => bindPlugin(spec, bound, options));
    if (plugin) bound.push(plugin);
  }
  return bound;
};

/** @throws what its migrations or its texts met, and what inversify says of a binding that cannot be made */
const bindPlugin = (
  spec: PluginSpec,
  bound: readonly BoundPlugin[],
  { coreOf, migrations, signal, fakes }: BindPluginsOptions,
): BoundPlugin => {
  const migration = migrations.find(({ owner }) => owner === spec.id);
  if (migration?.error) throw migration.error;
  const folder = spec.contributes?.locales;
  const locales = folder && loadLocales(spec.id, folder);
  const required = bound.filter((other) => spec.dependsOn?.required?.includes(other.spec.id));
  const container = createPluginContainer(spec, coreOf(spec), required, fakes);
  const scope = createPluginScope(spec, container, signal);
  for (const binding of spec.bindings ?? []) {
    container.get('ref' in binding ? binding.ref.token : binding);
  }
  return { spec, container, scope, ...(locales && { locales }) };
};
