import { z } from 'zod';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { isMarkedSecret } from './secret.js';

export type ConfigFieldKind = 'text' | 'number' | 'boolean' | 'list';

/** A field of a plugin's configuration. */
export interface ConfigField {
  readonly plugin: string;
  /** `chunk_size` */
  readonly name: string;
  /** `PROMENADE_PLUGIN_DISPATCH_CHUNK_SIZE` */
  readonly variable: string;
  readonly schema: z.ZodType;
  /** Undefined for a type that a configuration cannot hold. */
  readonly kind: ConfigFieldKind | undefined;
  readonly isSecret: boolean;
  /** Undefined where there is none. */
  readonly default: unknown;
  /** What the field is for; empty where the plugin does not say. */
  readonly about: string;
}

/** A schema with what is wrapped around it: `z.string().optional()` is two. */
const layersOf = (schema: z.ZodType): z.ZodType[] =>
  schema instanceof z.ZodDefault ||
  schema instanceof z.ZodOptional ||
  schema instanceof z.ZodPrefault
    ? [schema, ...layersOf(schema.unwrap() as z.ZodType)]
    : [schema];

const kindOf = (schema: z.ZodType): ConfigFieldKind | undefined => {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  if (schema instanceof z.ZodArray) {
    return kindOf(schema.element as z.ZodType) === 'text' ? 'list' : undefined;
  }
  const isText =
    schema instanceof z.ZodString ||
    schema instanceof z.ZodStringFormat ||
    schema instanceof z.ZodEnum;
  return isText ? 'text' : undefined;
};

/** @example configVariable('campaign-vip', 'page_size') // PROMENADE_PLUGIN_CAMPAIGN_VIP_PAGE_SIZE */
export const configVariable = (plugin: string, field: string): string =>
  `PROMENADE_PLUGIN_${plugin}_${field}`.replaceAll('-', '_').toUpperCase();

/** The fields of a plugin's configuration, in the order of its schema. */
export const configFieldsOf = ({ id: plugin, config }: PluginSpec): readonly ConfigField[] =>
  Object.entries((config?.schema.shape ?? {}) as Record<string, z.ZodType>).map(
    ([name, schema]) => {
      const layers = layersOf(schema);
      return {
        plugin,
        name,
        variable: configVariable(plugin, name),
        schema,
        kind: kindOf(layers.at(-1) ?? schema),
        isSecret: layers.some(isMarkedSecret),
        default: schema.safeParse(undefined).data,
        about: layers.map(({ description }) => description).find(Boolean) ?? '',
      };
    },
  );

/** A text of the environment or a flag as the value that the field's schema checks; what cannot be read stays text, for the error. */
export const readConfigText = (kind: ConfigFieldKind | undefined, text: string): unknown => {
  if (kind === 'list') {
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  if (kind === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
};
