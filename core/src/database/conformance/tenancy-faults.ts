import pg from 'pg';
import { databaseRoles } from '../database-roles.js';
import type { MigrationFault } from './migration-faults-error.js';
import type { RunQuery } from './run-query.js';

/** What the catalog knows of a table with a column `merchant_id`. */
interface MerchantTable {
  readonly schema: string;
  readonly name: string;
  readonly is_partition: boolean;
  readonly is_forced: boolean;
  readonly has_policy: boolean;
  readonly has_key: boolean;
  /** Policies that show the application role more than the current merchant's rows. */
  readonly open_policies: readonly string[];
  /** Roles besides the owner that may reach it. */
  readonly granted_to: readonly string[];
}

const { application } = databaseRoles;

const catalogQuery = (schemas: readonly string[]): string => `
  select s.nspname as schema, c.relname as name, c.relispartition as is_partition,
    c.relrowsecurity and c.relforcerowsecurity as is_forced,
    exists (select from pg_policy p where p.polrelid = c.oid) as has_policy,
    exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)) as has_key,
    array(
      select p.polname::text from pg_policy p
      where p.polrelid = c.oid and p.polpermissive
        and (p.polroles = '{0}' or '${application}'::regrole = any (p.polroles))
        and (coalesce(pg_get_expr(p.polqual, p.polrelid), 'app.merchant_id') !~ 'app\\.merchant_id'
          or coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'app.merchant_id') !~ 'app\\.merchant_id')
    ) as open_policies,
    array(
      select distinct coalesce(r.rolname::text, 'public') from aclexplode(c.relacl) g left join pg_roles r on r.oid = g.grantee
      where g.grantee <> c.relowner
    ) as granted_to
  from pg_namespace s
  join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p')
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id' and not a.attisdropped
  where s.nspname in (${schemas.map((schema) => pg.escapeLiteral(schema)).join(', ')})
  order by s.nspname, c.relname`;

const isolate = (table: string): string =>
  `run the statements of isolateMerchants('${table}') in the migration`;

const faultsOf = (table: MerchantTable): MigrationFault[] => {
  const name = `${table.schema}.${table.name}`;
  const faults: MigrationFault[] = [];
  const add = (cause: string, cure: string): number => faults.push({ cause, cure });
  if (!table.is_forced) {
    add(
      `its table ${name} has merchant_id and no forced row-level security`,
      table.is_partition
        ? 'make partitions with hashPartitions, or enable and force it on each'
        : isolate(name),
    );
  }
  if (table.is_partition) {
    if (table.granted_to.length > 0) {
      add(
        `its partition ${name} can be reached past its table by ${table.granted_to.join(', ')}`,
        'grant on the table only',
      );
    }
    return faults;
  }
  if (table.is_forced && !table.has_policy) {
    add(`its table ${name} has merchant_id and no policy`, isolate(name));
  }
  for (const policy of table.open_policies) {
    add(
      `the policy '${policy}' of its table ${name} shows ${application} the rows of every merchant`,
      `compare merchant_id with the setting app.merchant_id, as isolateMerchants does, or make the policy for another role`,
    );
  }
  if (!table.has_key) {
    add(
      `its table ${name} has merchant_id, but not in its primary key`,
      'add merchant_id to the primary key, first where rows are read by merchant',
    );
  }
  return faults;
};

/** Looks at every table with `merchant_id` in some schemas, partitions too. @returns what is wrong, by schema */
export const tenancyFaults = async (
  run: RunQuery,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, readonly MigrationFault[]>> => {
  if (schemas.length === 0) return new Map();
  const faults = new Map<string, MigrationFault[]>();
  for (const table of await run<MerchantTable>(catalogQuery(schemas))) {
    const found = faultsOf(table);
    if (found.length > 0) {
      faults.set(table.schema, [...(faults.get(table.schema) ?? []), ...found]);
    }
  }
  return faults;
};
