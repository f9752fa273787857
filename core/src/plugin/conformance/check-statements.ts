import { schemasNamedIn } from '../../database/conformance/schemas-named-in.js';
import { statementsOf } from '../../database/conformance/statements-of.js';
import { coreMigrations } from '../../database/core-migrations.js';
import type { PluginSpec } from '../define-plugin.js';
import type { PluginFault } from '../plugin-fault.js';

/**
 * No statement of a migration names another schema than its plugin's own. Reads the statements and runs none: the host, which
 * runs them, sees by the catalog what they did, dynamic SQL included.
 */
export const checkStatements = async (
  specs: readonly PluginSpec[],
): Promise<readonly PluginFault[]> => {
  const faults: PluginFault[] = [];
  const schemas = [
    'public',
    coreMigrations.schema,
    ...specs.flatMap(({ contributes }) => contributes?.migrations?.schema ?? []),
  ];
  for (const { id, contributes } of specs) {
    const { schema: own, list = [] } = contributes?.migrations ?? {};
    const foreign = schemas.filter((schema) => schema !== own);
    for (const migration of list) {
      const named = (await statementsOf(migration)).flatMap((statement) =>
        schemasNamedIn(statement, foreign),
      );
      for (const name of new Set(named)) {
        faults.push({
          plugin: id,
          cause: `its migration '${migration.name}' names ${name}, which is outside of its schema '${own}'`,
          cure: `keep to '${own}'; another plugin is reached by its contract or an event`,
        });
      }
    }
  }
  return faults;
};
