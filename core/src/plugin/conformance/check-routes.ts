import { pathFault } from '../../http/path-fault.js';
import type { PluginSpec } from '../define-plugin.js';
import type { PluginFault } from '../plugin-fault.js';

/** Every route's path is one that express can parse: else the whole API would not come up. */
export const checkRoutes = ({ id, contributes }: PluginSpec): readonly PluginFault[] =>
  [
    ...(contributes?.routes ?? []),
    ...(contributes?.streams ?? []).map(({ path }) => ({ method: 'get', path })),
  ].flatMap(({ method, path }) => {
    const problem = pathFault(path);
    return problem === undefined
      ? []
      : [
          {
            plugin: id,
            cause: `the path of its route ${method.toUpperCase()} ${path} cannot be parsed: ${problem}`,
            cure: `write it as express 5 has it, for example '/notes/:note_id'`,
          },
        ];
  });
