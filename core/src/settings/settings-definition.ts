import type { z } from 'zod';

/** The fields of settings: each a zod schema of a kind that a form can show, with a default. */
export type SettingsShape = Readonly<Record<string, z.ZodDefault>>;

/** What a merchant chose, by field; fields that are at their default are absent. */
export type ChosenValues = Readonly<Record<string, unknown>>;

/** Brings the choices of one version of the settings into the form of the next; a field that it leaves out is at its default again. */
export type SettingsUpgrade = (old: ChosenValues) => ChosenValues;

export interface SettingsSpec<S extends SettingsShape> {
  /** Counts up from 1, whenever choices made so far would be misread by the new schema. A new field needs no new version. */
  readonly version: number;
  /** Flat; names in snake_case. */
  readonly schema: z.ZodObject<S>;
  /** From each earlier version to the one after it: `{ 1: (old) => …, 2: (old) => … }` for version 3. */
  readonly upgrade?: Readonly<Record<number, SettingsUpgrade>>;
  /** Permissions of the plugin that are needed besides `platform.settings.read` and `platform.settings.write`. */
  readonly permission?: { readonly read?: string; readonly write?: string };
}

/** What a merchant may decide about a plugin. */
export interface SettingsDefinition<S extends SettingsShape = SettingsShape>
  extends SettingsSpec<S> {
  readonly $$type: 'promenade/merchant-settings';
}

/** All values of settings, defaults included. */
export type SettingsValues<S extends SettingsShape> = z.output<z.ZodObject<S>>;

/**
 * Declares what a merchant may decide about a plugin. Runs nothing; the host checks it with the definition of the plugin.
 * @example merchantSettings({ version: 1, schema: z.object({ page_size: z.int().min(1).max(100).default(20) }) })
 */
export const merchantSettings = <S extends SettingsShape>(
  spec: SettingsSpec<S>,
): SettingsDefinition<S> => Object.freeze({ $$type: 'promenade/merchant-settings', ...spec });
