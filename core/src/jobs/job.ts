import type { PluginScope } from '../plugin/plugin-scope.js';

/** Work of a host that repeats while it runs; it must be harmless when two hosts do it at once. */
export interface JobContribution {
  readonly name: string;
  /** Granted to the role `service`. */
  readonly permission: string;
  /** Pause between two runs, in seconds; the first run is at start. */
  readonly everySeconds: number;
  /** When it rejects, the error is logged and the next run comes as planned. */
  run(scope: PluginScope): Promise<void>;
}
