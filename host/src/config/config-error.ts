/** One wrong setting: which, where its value came from, and what mends it. */
export interface ConfigFault {
  readonly setting: string;
  readonly problem: string;
  readonly cure: string;
}

/** Every fault of a configuration at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(faults.map(({ setting, problem, cure }) => `${setting} ${problem}. ${cure}.`).join('\n'));
  }
}
