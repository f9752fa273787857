import type { z } from 'zod';

/** The configuration of a plugin: values for the whole host, not for one merchant. */
export interface PluginConfigDefinition<Schema extends z.ZodObject = z.ZodObject> {
  readonly schema: Schema;
}

/**
 * Declares a plugin's configuration. Read it through `PluginConfig`.
 * @param schema a flat object of strings, numbers, booleans, enums and lists of strings, its fields in snake_case; what each
 * field is for stands in its `.describe()`
 */
export const pluginConfig = <Schema extends z.ZodObject>(
  schema: Schema,
): PluginConfigDefinition<Schema> => Object.freeze({ schema });
