import { shortestSecret } from '../observability/known-secrets.js';
import type { PluginConfigFault } from './plugin-config-error.js';
import type { ConfigEntry } from './read-plugin-config.js';

/** Checks one value alone; a secret is never shown. */
export const checkConfigValue = ({
  field,
  value,
  given,
}: ConfigEntry): PluginConfigFault | undefined => {
  const setting = `config.${field.plugin}.${field.name}`;
  const { success, error } = field.schema.safeParse(value);
  const wrong = error?.issues.map(({ message }) => message).join('; ') ?? '';
  if (!given) {
    if (success) return undefined;
    const place = field.isSecret ? '' : `Give it in the configuration file as ${setting}, or set `;
    return {
      setting,
      problem: `is missing${field.about && ` (${field.about})`}`,
      cure: field.isSecret
        ? `Set the environment variable ${field.variable}`
        : `${place}${field.variable}`,
    };
  }
  const { origin, from } = given;
  if (!field.isSecret) {
    if (success) return undefined;
    return {
      setting,
      problem: `is ${JSON.stringify(value)} from ${origin}: ${wrong}`,
      cure:
        field.default === undefined
          ? 'Correct it there'
          : `Correct it there, or remove it for the default ${JSON.stringify(field.default)}`,
    };
  }
  if (from === 'file' || from === 'flag') {
    return {
      setting,
      problem: `is a secret, and stands in ${origin}`,
      cure: `Remove it there, and set the environment variable ${field.variable}`,
    };
  }
  const isShort = typeof value === 'string' && value.length < shortestSecret;
  if (success && !isShort) return undefined;
  return {
    setting,
    problem: `is a secret from ${origin} that is not valid: ${
      success ? `it has fewer than ${shortestSecret} characters` : hidden(wrong, value)
    }`,
    cure: 'Correct it there',
  };
};

/** A plugin's own message could repeat the value. */
const hidden = (message: string, value: unknown): string =>
  typeof value === 'string' && value !== '' ? message.replaceAll(value, '•••') : message;
