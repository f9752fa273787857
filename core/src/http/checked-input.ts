import type { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import type { FieldError } from '../errors/promenade-error.js';
import { fieldErrors } from './field-errors.js';
import { unstorableText } from './unstorable-text.js';

/**
 * What a caller sent, as the schema gives it on; as it came where there is none.
 * @param namespace has the texts of the schema's own rules: the plugin
 * @param asWritten names a field as the caller wrote it
 * @throws validation-failed with the fields at fault
 */
export const checkedInput = (
  schema: z.ZodType | undefined,
  sent: unknown,
  namespace: string,
  asWritten: (field: FieldError) => FieldError = (field) => field,
): unknown => {
  const unstorable = unstorableText(sent);
  if (unstorable.length > 0) {
    throw coreError('validation-failed', { fields: unstorable.map(asWritten) });
  }
  if (!schema) return sent;
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  throw coreError('validation-failed', {
    fields: fieldErrors(parsed.error.issues, sent).map((field) => ({
      ...asWritten(field),
      namespace,
    })),
  });
};
