import { z } from 'zod';
import { shortestSecret } from '../observability/known-secrets.js';

/** In zod's registry of the process rather than one of this module, so that two installed copies of core agree. */
const mark = 'promenade/secret';

const minimum = z.string().min(shortestSecret);

/**
 * Marks a field of a plugin's configuration as a secret: taken from the environment only, never shown, kept out of logs.
 * A secret has at least 8 characters and no default.
 * @param schema a string with further rules; apply `secret` last, around it
 */
export const secret = (schema: z.ZodString = minimum): z.ZodString =>
  schema.meta({ ...schema.meta(), [mark]: true });

export const isMarkedSecret = (schema: z.ZodType): boolean => schema.meta()?.[mark] === true;
