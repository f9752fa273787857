import { z } from 'zod';
import { configSchema } from './config-schema.js';
import { type SettingNotes, settingNotes } from './setting-notes.js';

/** One setting as the layers of configuration see it. */
export interface Setting extends SettingNotes {
  /** `http.port` */
  readonly name: string;
  /** `PROMENADE_HTTP_PORT` */
  readonly variable: string;
  readonly schema: z.ZodType;
  /** How a text from the environment or a flag is read. */
  readonly kind: 'number' | 'text' | 'list';
  readonly default: unknown;
}

const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodPrefault
    ? inner(schema.unwrap() as z.ZodType)
    : schema;

const kindOf = (schema: z.ZodType): Setting['kind'] => {
  if (schema instanceof z.ZodNumber) return 'number';
  return schema instanceof z.ZodArray ? 'list' : 'text';
};

const settingsOf = (schema: z.ZodType, path: readonly string[]): Setting[] => {
  const bare = inner(schema);
  if (bare instanceof z.ZodObject) {
    return Object.entries(bare.shape as Record<string, z.ZodType>).flatMap(([key, part]) =>
      settingsOf(part, [...path, key]),
    );
  }
  const name = path.join('.');
  const notes = settingNotes.get(schema);
  if (!notes) throw new Error(`the setting ${name} has no notes`);
  return [
    {
      ...notes,
      name,
      variable: `PROMENADE_${path.join('_').toUpperCase()}`,
      schema,
      kind: kindOf(bare),
      default: schema.safeParse(undefined).data,
    },
  ];
};

/** All settings, in the order of the schema. */
export const settings: readonly Setting[] = settingsOf(configSchema, []);

export const settingNamed = (name: string): Setting | undefined =>
  settings.find((setting) => setting.name === name);
