import { Database, type DatabaseOptions } from '../database/database.js';
import type { PluginSpec } from '../plugin/define-plugin.js';

export interface MappedDatabase {
  readonly database: Database;
  /** Plugins whose entities are not in it, and why. */
  readonly unmappable: ReadonlyMap<string, Error>;
}

/**
 * Opens a database with the entities of all plugins. Where they cannot be mapped together, each plugin's are tried on top of
 * those before, so that the one at fault is named and only it is left without.
 * @throws what is wrong without any entity too
 */
export const connectWithEntities = async (
  options: Omit<DatabaseOptions, 'entities'>,
  specs: readonly PluginSpec[],
): Promise<MappedDatabase> => {
  const connect = (plugins: readonly PluginSpec[]): Promise<Database> =>
    Database.connect({
      ...options,
      entities: plugins.flatMap(({ contributes }) => contributes?.entities ?? []),
    });
  const wanting = specs.filter(({ contributes }) => (contributes?.entities ?? []).length > 0);
  const together = await connect(wanting).catch(() => undefined);
  if (together) return { database: together, unmappable: new Map() };

  const unmappable = new Map<string, Error>();
  const mapped: PluginSpec[] = [];
  let database = await connect([]);
  for (const spec of wanting) {
    try {
      const larger = await connect([...mapped, spec]);
      await database.close();
      database = larger;
      mapped.push(spec);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
      unmappable.set(spec.id, new Error(`its entities cannot be mapped: ${reason}`, { cause }));
    }
  }
  return { database, unmappable };
};
