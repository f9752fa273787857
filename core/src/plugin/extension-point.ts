import type { PluginScope } from './plugin-scope.js';

/**
 * Where one plugin lets others add to it. What is added is collected once, before any plugin starts, and never changes
 * afterwards. The owner reads it through `Extensions`.
 */
export interface ExtensionPoint<T> {
  readonly id: string;
  /** Carries the type only; never set. */
  readonly type?: T;
}

/** @param id `<plugin-id>.<name>` of the owner, for example `scheduling.publish-checks`. */
export const extensionPoint = <T>(id: `${string}.${string}`): ExtensionPoint<T> =>
  Object.freeze({ id });

/** What a plugin adds to an extension point. */
export interface Extension {
  readonly point: ExtensionPoint<unknown>;
  /** Left out when the point's owner is not installed. */
  readonly optional: boolean;
  value(scope: PluginScope): unknown;
}

/**
 * Adds a value to another plugin's extension point.
 * @param value makes it from the scope of the plugin that adds; when it throws, that plugin does not start
 * @param options.optional the owner need not be installed; wanted when it is an optional dependency
 */
export const extend = <T>(
  point: ExtensionPoint<T>,
  value: (scope: PluginScope) => T,
  { optional = false }: { readonly optional?: boolean } = {},
): Extension => Object.freeze({ point, value, optional });

/** The plugin that a point or a service belongs to: what stands before the first dot of its id. */
export const ownerOf = ({ id }: { readonly id: string }): string => id.split('.', 1)[0] ?? id;
