import { shortestSecret } from '@promenade/core/host';
import type { ConfigFault } from './config-error.js';
import { type GivenValue, originText } from './given-value.js';
import type { Setting } from './settings.js';

/**
 * Checks one setting alone.
 * @param whereToGive says where a setting that is missing is given
 */
export const checkSetting = (
  setting: Setting,
  found: GivenValue | undefined,
  whereToGive: string,
): ConfigFault | undefined => {
  const { name, schema, secret, wanted, variable } = setting;
  if (!found) {
    if (schema.safeParse(undefined).success) return undefined;
    return {
      setting: name,
      problem: `is missing (wanted: ${wanted})`,
      cure: `Give it ${whereToGive}, or set ${variable}`,
    };
  }
  const { origin, value } = found;
  if (secret && origin.kind !== 'environment') {
    return {
      setting: name,
      problem: `is a secret, and stands in ${originText(origin)}`,
      cure: `Remove it there, and set the environment variable ${variable}`,
    };
  }
  if (schema.safeParse(value).success) {
    if (!secret || String(value).length >= shortestSecret) return undefined;
    return {
      setting: name,
      problem: `is a secret from ${originText(origin)}, and has fewer than ${shortestSecret} characters`,
      cure: 'Give it a longer one there: one so short cannot be kept out of the logs',
    };
  }
  const shown = secret ? 'a secret' : JSON.stringify(value);
  return {
    setting: name,
    problem: `is ${shown} from ${originText(origin)}, which is not ${wanted}`,
    cure:
      setting.default === undefined
        ? 'Correct it there'
        : `Correct it there, or remove it for the default ${JSON.stringify(setting.default)}`,
  };
};
