import type { ServiceIdentifier } from 'inversify';
import type { ServiceRef } from './service-ref.js';

/** A plugin's view of the host: its own bindings, the core services, and what its dependencies export. */
export interface PluginScope {
  readonly pluginId: string;
  /** Throws when nothing is bound: the plugin asked for something that it neither binds nor depends on. */
  get<T>(service: Exclude<ServiceIdentifier<T>, string | symbol> | ServiceRef<T>): T;
  /** Aborted when the host stops. */
  readonly signal: AbortSignal;
}
