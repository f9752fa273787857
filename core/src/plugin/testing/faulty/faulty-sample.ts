import type { Plugin, PluginSpec } from '../../define-plugin.js';
import type { PluginFault } from '../../plugin-fault.js';

/** A plugin with one fault, the same without it, and what must be said of the fault. */
export interface FaultySample {
  readonly name: string;
  readonly faulty: readonly Plugin[];
  readonly mended: readonly Plugin[];
  readonly fault: PluginFault;
}

/** What a definition may hold that its type forbids: plugins come as JavaScript too. */
export const untyped = (json: string): Partial<PluginSpec> =>
  JSON.parse(json) as Partial<PluginSpec>;
