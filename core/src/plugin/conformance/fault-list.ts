import type { PluginFault } from '../plugin-fault.js';

/** Collects the faults of one plugin. */
export class FaultList {
  private readonly found: PluginFault[] = [];

  constructor(private readonly plugin: string) {}

  add(cause: string, cure: string): void {
    this.found.push({ plugin: this.plugin, cause, cure });
  }

  get faults(): readonly PluginFault[] {
    return this.found;
  }
}

const shown = 5;

/** `'a', 'b'`; of more than five the first five and how many there are besides. */
export const quoted = (names: readonly string[]): string => {
  const first = names.slice(0, shown).map((name) => `'${name}'`);
  const more = names.length - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
};
