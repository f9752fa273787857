import type { MigrationClass } from '../../database/migration-list.js';
import type { PluginSpec } from '../define-plugin.js';
import type { PluginFault } from '../plugin-fault.js';
import { FaultList } from './fault-list.js';

/** PostgreSQL cuts longer names; any other letter would need quotes in every statement. */
const schemaPattern = /^[a-z_][a-z0-9_]{0,62}$/;
const reservedSchema = /^(public|information_schema|pg_.*)$/;

/** Whether a migration has a `down` of its own: the base class of MikroORM has one that throws. */
const hasDown = ({ prototype }: MigrationClass): boolean => {
  for (let own: object = prototype; ; ) {
    const parent = Object.getPrototypeOf(own) as object | null;
    // The class below Object is MikroORM's own, of whatever copy.
    if (parent === null || parent === Object.prototype) return false;
    if (Object.hasOwn(own, 'down')) return true;
    own = parent;
  }
};

/** A plugin's schema is one that it may call its own, and each migration can be reverted or says why it cannot. */
export const checkMigrations = ({ id, contributes }: PluginSpec): readonly PluginFault[] => {
  const faults = new FaultList(id);
  const { migrations } = contributes ?? {};
  if (!migrations) return [];
  const { schema, list } = migrations;
  if (!schemaPattern.test(schema)) {
    faults.add(
      `its migration schema '${schema}' is no plain name`,
      `use lower-case letters, digits and '_', such as '${id.replaceAll('-', '_')}'`,
    );
  } else if (reservedSchema.test(schema)) {
    faults.add(
      `its migration schema '${schema}' belongs to PostgreSQL`,
      `name a schema of the plugin's own, such as '${id.replaceAll('-', '_')}'`,
    );
  }
  for (const migration of list) {
    const { name, irreversible } = migration;
    if (irreversible === undefined && !hasDown(migration)) {
      faults.add(
        `its migration '${name}' cannot be reverted`,
        `write its 'down', or say why there is none: static readonly irreversible = '<reason>'`,
      );
    }
    if (irreversible !== undefined && irreversible.trim() === '') {
      faults.add(
        `its migration '${name}' is marked irreversible without a reason`,
        `say why: static readonly irreversible = '<reason>'`,
      );
    }
    if (irreversible !== undefined && hasDown(migration)) {
      faults.add(
        `its migration '${name}' is marked irreversible and has a 'down'`,
        'remove one of the two',
      );
    }
  }
  return faults.faults;
};
