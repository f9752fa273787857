/** One wrong value of a plugin's configuration: which, where it came from, and what mends it. */
export interface PluginConfigFault {
  /** `config.<plugin>.<field>` */
  readonly setting: string;
  readonly problem: string;
  readonly cure: string;
}

/** Thrown before anything starts; carries every fault of every plugin's configuration. */
export class PluginConfigError extends Error {
  override readonly name = 'PluginConfigError';

  constructor(readonly faults: readonly PluginConfigFault[]) {
    super(faults.map(({ setting, problem, cure }) => `${setting} ${problem}. ${cure}.`).join('\n'));
  }
}
