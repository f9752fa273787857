import type { Role } from '../auth/principal.js';
import type { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { coreError } from '../errors/core-errors.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { Gate } from '../plugin/gate.js';
import { changedChoices } from './changed-choices.js';
import { defaultsOf, readSettings, type SettingsReading } from './read-settings.js';
import type { ChosenValues, SettingsDefinition } from './settings-definition.js';
import { settingsJsonSchema } from './settings-json-schema.js';
import { findSettings, putSettings, type StoredSettings } from './settings-store.js';
import type { SettingsWarnings } from './settings-warnings.js';

/** Whose settings of which plugin, and who asks. */
export interface SettingsAccess {
  readonly merchantId: string;
  readonly pluginId: string;
  readonly roles: readonly Role[];
}

/** A change is made to a revision, by a subject. */
export interface SettingsChange extends SettingsAccess {
  readonly revision: number;
  readonly by: string;
}

/** A merchant's settings of a plugin, as whoever shows and changes them needs them. */
export interface PluginSettings
  extends Pick<SettingsReading, 'state' | 'values' | 'chosen' | 'unfit'> {
  readonly pluginId: string;
  readonly defaults: Readonly<Record<string, unknown>>;
  /** JSON Schema (2020-12) of the values; `x-kind` of each property names its control. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** 0 before the first change. */
  readonly revision: number;
  readonly updatedAt: Date | undefined;
  readonly updatedBy: string | undefined;
  /** Whether the plugin's own permission, where it names one, lets the asker change them. */
  readonly mayChange: boolean;
}

interface WithSettings {
  readonly spec: PluginSpec;
  readonly definition: SettingsDefinition;
}

/** The settings of all installed plugins, for whoever shows and changes them. A plugin reads its own by `MerchantSettings`. */
export class SettingsDirectory {
  constructor(
    private readonly specs: readonly PluginSpec[],
    private readonly gate: Gate,
    private readonly database: Database,
    private readonly warnings: SettingsWarnings,
  ) {}

  /** Whether a plugin has settings, is on, and lets the asker see them. */
  isReadable({ merchantId, pluginId, roles }: SettingsAccess): boolean {
    const spec = this.specs.find(({ id }) => id === pluginId);
    return (
      spec?.settings !== undefined &&
      this.gate.isOn(spec, merchantId) &&
      this.permits(spec, roles, spec.settings.permission?.read)
    );
  }

  /** @throws plugin-not-found, plugin-not-enabled, settings-not-found, permission-denied */
  async read(access: SettingsAccess): Promise<PluginSettings> {
    const found = this.admit(access, 'read');
    const stored = await this.database.transaction(access.merchantId, (tx) =>
      findSettings(tx, access.pluginId),
    );
    return this.viewOf(found, access, stored);
  }

  /**
   * Makes values the merchant's choices; null takes a choice back. What is not named stays.
   * @throws what `read` throws; version-mismatch when they changed since the revision; validation-failed with the fields at
   * fault; settings-newer and settings-unreadable when writing would lose what is stored.
   */
  change(change: SettingsChange, values: ChosenValues): Promise<PluginSettings> {
    return this.write(change, ({ definition }, { state, kept }) => {
      if (state === 'unreadable') {
        throw coreError('settings-unreadable', { params: { plugin: change.pluginId } });
      }
      return changedChoices(definition, kept, values, change.pluginId);
    });
  }

  /**
   * Takes all choices back, those that cannot be read too. The revision goes on, so that nobody writes over what came between.
   * @throws what `read` throws; version-mismatch; settings-newer
   */
  reset(change: SettingsChange): Promise<PluginSettings> {
    return this.write(change, () => ({}));
  }

  private async write(
    change: SettingsChange,
    choicesOf: (found: WithSettings, reading: SettingsReading) => ChosenValues,
  ): Promise<PluginSettings> {
    const { merchantId, pluginId, revision, by } = change;
    const found = this.admit(change, 'read', 'write');
    const stored = await this.database.transaction(merchantId, async (tx) => {
      const before = await this.findAt(tx, pluginId, revision);
      const reading = readSettings(found.definition, before);
      if (reading.state === 'newer') {
        throw coreError('settings-newer', { params: { plugin: pluginId } });
      }
      const values = choicesOf(found, reading);
      const { version } = found.definition;
      const after = await putSettings(tx, { pluginId, revision, version, values, by });
      if (!after) throw coreError('version-mismatch');
      return after;
    });
    return this.viewOf(found, change, stored);
  }

  private async findAt(
    tx: Transaction,
    pluginId: string,
    revision: number,
  ): Promise<StoredSettings | undefined> {
    const stored = await findSettings(tx, pluginId);
    if ((stored?.revision ?? 0) !== revision) throw coreError('version-mismatch');
    return stored;
  }

  private admit(
    { merchantId, pluginId, roles }: SettingsAccess,
    ...doings: readonly ('read' | 'write')[]
  ): WithSettings {
    const spec = this.specs.find(({ id }) => id === pluginId);
    if (!spec) throw coreError('plugin-not-found', { params: { plugin: pluginId } });
    this.gate.admitOn(spec, merchantId);
    const { settings: definition } = spec;
    if (!definition) throw coreError('settings-not-found', { params: { plugin: pluginId } });
    for (const permission of doings.map((doing) => definition.permission?.[doing])) {
      if (!this.permits(spec, roles, permission)) {
        throw coreError('permission-denied', { params: { permission: permission ?? '' } });
      }
    }
    return { spec, definition };
  }

  private permits(spec: PluginSpec, roles: readonly Role[], permission?: string): boolean {
    return permission === undefined || this.gate.permits(spec, roles, permission);
  }

  private viewOf(
    { spec, definition }: WithSettings,
    { merchantId, roles }: SettingsAccess,
    stored: StoredSettings | undefined,
  ): PluginSettings {
    const reading = readSettings(definition, stored);
    if (stored) this.warnings.tell(merchantId, spec.id, stored.revision, reading);
    const { state, values, chosen, unfit } = reading;
    return {
      pluginId: spec.id,
      state,
      values,
      chosen,
      unfit,
      defaults: defaultsOf(definition),
      schema: settingsJsonSchema(definition),
      revision: stored?.revision ?? 0,
      updatedAt: stored?.updatedAt,
      updatedBy: stored?.updatedBy,
      mayChange: this.permits(spec, roles, definition.permission?.write),
    };
  }
}
