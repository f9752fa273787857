import type { PluginSpec } from './define-plugin.js';
import type { PluginFault } from './plugin-fault.js';
import { isKebabCase } from './word-case.js';

const mostPerSecond = 10_000;

/** What a plugin writes into keys that all plugins share: the name of its rate limit and its cache namespace. */
export const checkSharedNames = (spec: PluginSpec): readonly PluginFault[] => {
  const { id: plugin, rateLimit, cacheNamespace = plugin } = spec;
  const cure = `write it as lower-case words joined by '-'`;
  const faults: PluginFault[] = [];
  if (rateLimit && !isKebabCase(rateLimit.name)) {
    faults.push({ plugin, cause: `its rate limit '${rateLimit.name}' is not kebab-case`, cure });
  }
  const perSecond = rateLimit?.perSecond ?? 1;
  if (!Number.isInteger(perSecond) || perSecond < 1 || perSecond > mostPerSecond) {
    faults.push({
      plugin,
      cause: `its rate limit '${rateLimit?.name}' is ${perSecond} requests a second`,
      cure: `set 'perSecond' to a whole number from 1 to ${mostPerSecond}`,
    });
  }
  // An id that is no namespace is told of as an id.
  if (cacheNamespace !== '' && cacheNamespace !== plugin && !isKebabCase(cacheNamespace)) {
    faults.push({
      plugin,
      cause: `its cache namespace '${cacheNamespace}' is not kebab-case`,
      cure,
    });
  }
  return faults;
};
