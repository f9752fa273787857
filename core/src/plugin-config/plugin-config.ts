import type { z } from 'zod';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginConfigDefinition } from './plugin-config-definition.js';

/** The plugin's own configuration, checked and parsed before anything started; it does not change while the host runs. */
export class PluginConfig {
  constructor(
    private readonly plugin: PluginSpec,
    private readonly value: object | undefined,
  ) {}

  /**
   * @param definition what stands under `config` in the plugin's definition
   * @throws Error for another plugin's
   */
  of<Schema extends z.ZodObject>(definition: PluginConfigDefinition<Schema>): z.output<Schema> {
    if (this.plugin.config !== definition || this.value === undefined) {
      throw new Error(`the configuration asked for is not that of '${this.plugin.id}'`);
    }
    return this.value as z.output<Schema>;
  }
}
