import pg from 'pg';
import { byKey, readCatalog, systemSchema } from './catalog.js';
import type { CatalogMemory } from './catalog-memory.js';
import type { MigrationFault } from './migration-faults-error.js';
import type { RunQuery } from './run-query.js';
import { schemasNamedIn } from './schemas-named-in.js';

interface TableUse {
  readonly schema: string;
  readonly name: string;
  readonly reads: string;
  readonly writes: string;
}

type TableUses = ReadonlyMap<string, TableUse>;

/** What this session has read and written, statement by statement: dynamic SQL too. */
export const readUses = async (run: RunQuery): Promise<TableUses> => {
  const rows = await run<TableUse>(`
    select schemaname as schema, relname as name, (seq_scan + coalesce(idx_scan, 0))::text as reads,
      (n_tup_ins + n_tup_upd + n_tup_del)::text as writes
    from pg_stat_xact_user_tables where seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0`);
  return new Map(rows.map((row) => [`${row.schema}.${row.name}`, row]));
};

const usedTables = (before: TableUses, after: TableUses, own: string): string[] =>
  [...after].flatMap(([key, { schema, reads, writes }]) => {
    const earlier = before.get(key);
    if (schema === own) return [];
    if (writes !== (earlier?.writes ?? '0')) return [`write rows of the table ${key}`];
    return reads === (earlier?.reads ?? '0') ? [] : [`read the table ${key}`];
  });

/** Views, foreign keys, defaults and the like that stand on something in another schema. */
const dependencies = async (run: RunQuery, own: string): Promise<string[]> => {
  // What the schema holds comes first and is little; from there the catalog is read by its indexes.
  const rows = await run<{ dependent: string; referred: string }>(`
    with own as (select oid from pg_namespace where nspname = ${pg.escapeLiteral(own)}),
    relation as materialized (select c.oid from pg_class c join own on own.oid = c.relnamespace),
    thing as materialized (
      select 'pg_class'::regclass as class, oid from relation
      union all select 'pg_proc'::regclass, p.oid from pg_proc p join own on own.oid = p.pronamespace
      union all select 'pg_type'::regclass, t.oid from pg_type t join own on own.oid = t.typnamespace
      union all select 'pg_constraint'::regclass, k.oid from pg_constraint k join own on own.oid = k.connamespace
      union all select 'pg_rewrite'::regclass, r.oid from pg_rewrite r join relation on relation.oid = r.ev_class
      union all select 'pg_trigger'::regclass, t.oid from pg_trigger t join relation on relation.oid = t.tgrelid
      union all select 'pg_policy'::regclass, p.oid from pg_policy p join relation on relation.oid = p.polrelid
      union all select 'pg_attrdef'::regclass, d.oid from pg_attrdef d join relation on relation.oid = d.adrelid
    ),
    reference as materialized (
      select d.classid, d.objid, d.refclassid, d.refobjid,
        case d.refclassid
          when 'pg_class'::regclass then (select relnamespace from pg_class where oid = d.refobjid)
          when 'pg_proc'::regclass then (select pronamespace from pg_proc where oid = d.refobjid)
          when 'pg_type'::regclass then (select typnamespace from pg_type where oid = d.refobjid)
        end as space
      from thing join pg_depend d on d.classid = thing.class and d.objid = thing.oid
    )
    select distinct (pg_identify_object(r.classid, r.objid, 0)).identity as dependent,
      (pg_identify_object(r.refclassid, r.refobjid, 0)).identity as referred
    from reference r join pg_namespace s on s.oid = r.space
    where s.oid <> (select oid from own) and not ${systemSchema}`);
  return rows.map(({ dependent, referred }) => `make ${dependent} depend on ${referred}`);
};

/** Functions are not run by a migration, but their text says what they would touch. */
const functionBodies = async (
  run: RunQuery,
  own: string,
  schemas: readonly string[],
): Promise<string[]> => {
  const rows = await run<{ name: string; body: string }>(`
    select p.oid::regprocedure::text as name, p.prosrc as body from pg_proc p
    join pg_namespace s on s.oid = p.pronamespace where s.nspname = ${pg.escapeLiteral(own)}`);
  return rows.flatMap(({ name, body }) =>
    schemasNamedIn(body, schemas).map((named) => `name ${named} in the function ${name}`),
  );
};

/**
 * What migrations did outside of their own schema, by the catalog and by the session's statistics: what a function or dynamic
 * SQL did counts as well.
 * @param run in the transaction of the migrations
 * @param outside knows the database as others see it, which is as it was before
 * @param before what the session had used before
 */
export const foreignTouches = async (
  run: RunQuery,
  own: string,
  outside: CatalogMemory,
  before: TableUses,
): Promise<readonly MigrationFault[]> => {
  const after = byKey(await readCatalog(run));
  const schemas = [...after.values()]
    .filter(({ kind, schema }) => kind === 'schema' && schema !== own)
    .map(({ schema }) => schema);
  const touches = [
    ...(await outside.changesTo(after, own)),
    ...usedTables(before, await readUses(run), own),
    ...(await dependencies(run, own)),
    ...(await functionBodies(run, own, schemas)),
  ];
  return touches.map((touch) => ({
    cause: `its migrations ${touch}, which is outside of its schema '${own}'`,
    cure: `keep to '${own}'; another plugin is reached by its contract or an event`,
  }));
};
