import { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import { fieldErrors } from '../http/field-errors.js';
import type { ChosenValues, SettingsDefinition } from './settings-definition.js';

/**
 * A merchant's choices after a change: a value becomes the choice of its field, null takes the choice back. What is not named stays.
 * @param kept choices in the form of the installed version
 * @param namespace the plugin's, where texts of its own rules are
 * @throws validation-failed with every field at fault
 */
export const changedChoices = (
  { schema }: SettingsDefinition,
  kept: ChosenValues,
  changes: ChosenValues,
  namespace: string,
): ChosenValues => {
  const fields = Object.entries(schema.shape).map(([name, field]) => [
    name,
    z.optional(z.nullable(field._zod.def.innerType)),
  ]);
  const parsed = z.strictObject(Object.fromEntries(fields)).safeParse(changes);
  if (!parsed.success) {
    throw coreError('validation-failed', {
      fields: fieldErrors(parsed.error.issues, changes).map((field) => ({ ...field, namespace })),
    });
  }
  const merged = Object.entries({ ...kept, ...parsed.data });
  return Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
};
