import type {
  ChosenValues,
  SettingsDefinition,
  SettingsShape,
  SettingsValues,
} from './settings-definition.js';

/** What is stored of a merchant's settings of a plugin. */
export interface StoredChoices {
  /** Of the settings that wrote them. */
  readonly version: number;
  readonly values: ChosenValues;
}

/**
 * How stored choices stand to the installed settings: `current` fits or was upgraded; `newer` was written by a later version
 * of the plugin, and what still fits is read; `unreadable` has an upgrade that failed, and everything is at its default.
 */
export type SettingsState = 'current' | 'newer' | 'unreadable';

export interface SettingsReading<S extends SettingsShape = SettingsShape> {
  readonly state: SettingsState;
  /** Every field: the merchant's choice, or the default. */
  readonly values: SettingsValues<S>;
  /** The merchant's choices that fit the installed settings. */
  readonly chosen: ChosenValues;
  /** Choices in the form of the installed version, with those that do not fit and those of fields that are not known here. */
  readonly kept: ChosenValues;
  /** Fields at their default because the merchant's choice does not fit any more. */
  readonly unfit: readonly string[];
  /** Why the state is `unreadable`. */
  readonly cause?: unknown;
}

/** The values of a merchant who has chosen nothing. */
export const defaultsOf = <S extends SettingsShape>({
  schema,
}: SettingsDefinition<S>): SettingsValues<S> => structuredClone(schema.parse({}));

/** Reads what is stored with the installed settings. Never throws: what cannot be read is at its default, and named. */
export const readSettings = <S extends SettingsShape>(
  definition: SettingsDefinition<S>,
  stored: StoredChoices | undefined,
): SettingsReading<S> => {
  const defaults = defaultsOf(definition);
  if (!stored) return { state: 'current', values: defaults, chosen: {}, kept: {}, unfit: [] };
  const upgraded = upgradedValues(definition, stored);
  if ('cause' in upgraded) {
    return {
      state: 'unreadable',
      values: defaults,
      chosen: {},
      kept: {},
      unfit: [],
      cause: upgraded.cause,
    };
  }
  const { values: kept } = upgraded;
  const known = Object.entries(definition.schema.shape).filter(([name]) =>
    Object.hasOwn(kept, name),
  );
  const fitting = known.flatMap(([name, field]) => {
    const value = valueThatFits(field, kept[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  const chosen: ChosenValues = Object.fromEntries(fitting);
  return {
    state: stored.version > definition.version ? 'newer' : 'current',
    values: { ...defaults, ...chosen },
    chosen,
    kept,
    unfit: known.map(([name]) => name).filter((name) => !Object.hasOwn(chosen, name)),
  };
};

/** Goes through the upgrades from the stored version on; values of a newer version stay as they are. */
const upgradedValues = (
  { version, upgrade = {} }: SettingsDefinition,
  stored: StoredChoices,
): { readonly values: ChosenValues } | { readonly cause: unknown } => {
  let { values } = stored;
  for (let from = stored.version; from < version; from += 1) {
    try {
      // A step may work on what it is given; what is stored stays.
      const next: unknown = upgrade[from]?.(structuredClone(values));
      if (typeof next !== 'object' || next === null || Array.isArray(next)) {
        throw new TypeError(`the upgrade from version ${from} returned no object`);
      }
      values = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
    } catch (cause) {
      return { cause };
    }
  }
  return { values };
};

/** The value as the field takes it. A rule of a plugin that throws refuses it: reading goes on. */
const valueThatFits = (field: SettingsShape[string], value: unknown): unknown => {
  try {
    const parsed = field.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
};
