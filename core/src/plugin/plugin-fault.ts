/** One thing wrong with a plugin: which plugin, what is wrong, and what would mend it. */
export interface PluginFault {
  readonly plugin: string;
  readonly cause: string;
  readonly cure: string;
}

/** Thrown before anything starts; carries every fault of every plugin. */
export class PluginFaultsError extends Error {
  override readonly name = 'PluginFaultsError';

  constructor(readonly faults: readonly PluginFault[]) {
    super(
      `${faults.length} plugin ${faults.length === 1 ? 'fault' : 'faults'}:\n${faults
        .map(({ plugin, cause, cure }) => `  - ${plugin}: ${cause}. Cure: ${cure}.`)
        .join('\n')}`,
    );
  }
}
