import { sql } from 'kysely';
import type { Transaction } from '../database/transaction.js';
import type { StoredChoices } from './read-settings.js';
import type { ChosenValues } from './settings-definition.js';

export interface StoredSettings extends StoredChoices {
  /** Grows by one with every change. */
  readonly revision: number;
  readonly updatedAt: Date;
  readonly updatedBy: string;
}

interface Row {
  readonly version: number;
  readonly values: ChosenValues;
  readonly revision: number;
  readonly updated_at: Date;
  readonly updated_by: string;
}

const settingsOf = (row: Row): StoredSettings => ({
  version: row.version,
  values: row.values,
  revision: row.revision,
  updatedAt: new Date(row.updated_at),
  updatedBy: row.updated_by,
});

/** What the transaction's merchant chose for a plugin. */
export const findSettings = async (
  tx: Transaction,
  pluginId: string,
): Promise<StoredSettings | undefined> => {
  const { rows } = await sql<Row>`
    select version, values, revision, updated_at, updated_by from promenade.merchant_settings
    where merchant_id = ${tx.merchantId} and plugin_id = ${pluginId}`.execute(tx.sql);
  return rows[0] && settingsOf(rows[0]);
};

/** Writes choices in place of those of a revision; 0 where there are none yet. @returns undefined when somebody else was first */
export const putSettings = async (
  tx: Transaction,
  choices: StoredChoices & {
    readonly pluginId: string;
    readonly revision: number;
    readonly by: string;
  },
): Promise<StoredSettings | undefined> => {
  const { pluginId, revision, version, by } = choices;
  const values = JSON.stringify(choices.values);
  const { rows } = await (revision === 0
    ? sql<Row>`
          insert into promenade.merchant_settings (merchant_id, plugin_id, version, values, updated_by)
          values (${tx.merchantId}, ${pluginId}, ${version}, ${values}, ${by})
          on conflict (merchant_id, plugin_id) do nothing
          returning version, values, revision, updated_at, updated_by`
    : sql<Row>`
          update promenade.merchant_settings
          set version = ${version}, values = ${values}, revision = revision + 1,
            updated_at = now(), updated_by = ${by}
          where merchant_id = ${tx.merchantId} and plugin_id = ${pluginId} and revision = ${revision}
          returning version, values, revision, updated_at, updated_by`
  ).execute(tx.sql);
  return rows[0] && settingsOf(rows[0]);
};
