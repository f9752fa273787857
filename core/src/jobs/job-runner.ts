import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { logContext } from '../context/request-context.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import type { JobContribution } from './job.js';

/** Repeats a plugin's jobs while the host runs; a failed run is logged and the next one comes as planned. */
export class JobRunner {
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  constructor(private readonly logger: Logger) {}

  startAll(plugins: readonly { readonly spec: PluginSpec; readonly scope: PluginScope }[]): void {
    for (const { spec, scope } of plugins) {
      for (const job of spec.contributes?.jobs ?? []) this.loops.push(this.repeat(job, scope));
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.loops);
  }

  private async repeat(job: JobContribution, scope: PluginScope): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const context = { correlation_id: uuidv7(), plugin_id: scope.pluginId };
      await logContext.run(context, async () => {
        try {
          await job.run(scope);
        } catch (error) {
          this.logger.error({ err: error, job: job.name }, `job '${job.name}' failed`);
        }
      });
      // Rejects only when the host stops, and then the loop's condition ends it.
      await pause(job.everySeconds * 1000, undefined, { signal }).catch(() => undefined);
    }
  }
}
