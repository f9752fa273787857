import { Container, type ServiceIdentifier } from 'inversify';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { applyFakes, type Fake } from './fake.js';

/**
 * Builds a plugin's child container: its own bindings, the core services of the parent, and what the plugins that it requires
 * export. What an optional dependency exports is had through `OptionalServices`.
 */
export const createPluginContainer = (
  spec: PluginSpec,
  core: Container,
  required: readonly { readonly spec: PluginSpec; readonly container: Container }[],
  fakes: readonly Fake[],
): Container => {
  const container = new Container({ parent: core, defaultScope: 'Singleton' });
  for (const binding of spec.bindings ?? []) {
    if ('ref' in binding) container.bind(binding.ref.token).to(binding.to);
    else container.bind(binding).toSelf();
  }
  for (const dependency of required) {
    for (const ref of dependency.spec.exports ?? []) {
      container.bind(ref.token).toDynamicValue(() => dependency.container.get(ref.token));
    }
  }
  applyFakes(container, fakes);
  return container;
};

export const createPluginScope = (
  spec: PluginSpec,
  container: Container,
  signal: AbortSignal,
): PluginScope => ({
  pluginId: spec.id,
  signal,
  get: <T>(service: Parameters<PluginScope['get']>[0]) =>
    container.get<T>(
      (typeof service === 'function' ? service : service.token) as ServiceIdentifier<T>,
    ),
});
