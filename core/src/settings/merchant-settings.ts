import type { Transaction } from '../database/transaction.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { readSettings } from './read-settings.js';
import type { SettingsDefinition, SettingsShape, SettingsValues } from './settings-definition.js';
import { findSettings } from './settings-store.js';
import type { SettingsWarnings } from './settings-warnings.js';

/** What merchants decided about the plugin that injects it. */
export class MerchantSettings {
  constructor(
    private readonly plugin: PluginSpec,
    private readonly warnings: SettingsWarnings,
  ) {}

  /**
   * All values of the transaction's merchant, defaults where it has chosen nothing: one read by primary key, never stale.
   * A choice that does not fit any more is at its default; that is logged and never thrown.
   * @param definition the one that the plugin's definition names under `settings`
   * @throws when it is another one, and errors of the database
   */
  async of<S extends SettingsShape>(
    definition: SettingsDefinition<S>,
    tx: Transaction,
  ): Promise<SettingsValues<S>> {
    const named: unknown = this.plugin.settings;
    if (named !== definition) {
      throw new Error(
        `these are not the settings of '${this.plugin.id}': name them under 'settings' in its definition`,
      );
    }
    const stored = await findSettings(tx, this.plugin.id);
    const reading = readSettings(definition, stored);
    if (stored) this.warnings.tell(tx.merchantId, this.plugin.id, stored.revision, reading);
    return reading.values;
  }
}
