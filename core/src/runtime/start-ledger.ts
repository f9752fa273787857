import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { ExtensionRegistry } from '../plugin/extension-registry.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';

/** What has become of each plugin while the plugins go through the phases of the start. */
export class StartLedger {
  readonly extensions = new ExtensionRegistry();
  readonly failed: FailedPlugin[] = [];
  readonly started: StartedPlugin[] = [];

  constructor(private readonly logger: Logger) {}

  hasFailed(pluginId: string): boolean {
    return this.failed.some(({ spec }) => spec.id === pluginId);
  }

  startedPlugin(pluginId: string): StartedPlugin | undefined {
    return this.started.find(({ spec }) => spec.id === pluginId);
  }

  /**
   * Takes a plugin through one phase. When that fails, or a plugin that it requires has failed, it is reported and left out of
   * what follows.
   */
  async attempt<T>(spec: PluginSpec, phase: () => T | Promise<T>): Promise<T | undefined> {
    try {
      const missing = spec.dependsOn?.required?.find((id) => this.hasFailed(id));
      if (missing) throw new Error(`it requires '${missing}', which did not start`);
      return await phase();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failed.push({ spec, reason });
      this.logger.error(
        { err: error, plugin_id: spec.id },
        `plugin '${spec.id}' did not start: ${reason}`,
      );
      return undefined;
    }
  }
}
