import pg from 'pg';
import { type CatalogObject, readCatalog, systemSchema } from './catalog.js';
import type { MigrationFault } from './migration-faults-error.js';
import type { RunQuery } from './run-query.js';
import { schemasNamedIn } from './schemas-named-in.js';

interface TableUse {
  readonly schema: string;
  readonly name: string;
  readonly reads: string;
  readonly writes: string;
}

interface Before {
  readonly objects: ReadonlyMap<string, CatalogObject>;
  readonly uses: ReadonlyMap<string, TableUse>;
}

const keyOf = ({ schema, kind, name }: CatalogObject): string => `${kind} ${schema} ${name}`;

const byKey = (objects: readonly CatalogObject[]): ReadonlyMap<string, CatalogObject> =>
  new Map(objects.map((object) => [keyOf(object), object]));

/** What this session has read and written, statement by statement: dynamic SQL too. */
const readUses = async (run: RunQuery): Promise<ReadonlyMap<string, TableUse>> => {
  const rows = await run<TableUse>(`
    select schemaname as schema, relname as name, (seq_scan + coalesce(idx_scan, 0))::text as reads,
      (n_tup_ins + n_tup_upd + n_tup_del)::text as writes
    from pg_stat_xact_user_tables where seq_scan + coalesce(idx_scan, 0) + n_tup_ins + n_tup_upd + n_tup_del > 0`);
  return new Map(rows.map((row) => [`${row.schema}.${row.name}`, row]));
};

/** What the database holds before migrations run; to be read in their transaction. */
export const rememberDatabase = async (run: RunQuery): Promise<Before> => ({
  objects: byKey(await readCatalog(run)),
  uses: await readUses(run),
});

const label = ({ kind, schema, name }: CatalogObject): string =>
  kind === 'schema' ? `the schema ${schema}` : `the ${kind} ${schema}.${name}`;

const changedObjects = (before: Before, after: Before, own: string): string[] => [
  ...[...after.objects].flatMap(([key, object]) => {
    const earlier = before.objects.get(key);
    if (object.schema === own || earlier?.version === object.version) return [];
    return [`${earlier ? 'change' : 'create'} ${label(object)}`];
  }),
  ...[...before.objects].flatMap(([key, object]) =>
    object.schema === own || after.objects.has(key) ? [] : [`drop ${label(object)}`],
  ),
];

const usedTables = (before: Before, after: Before, own: string): string[] =>
  [...after.uses].flatMap(([key, { schema, reads, writes }]) => {
    const earlier = before.uses.get(key);
    if (schema === own) return [];
    if (writes !== (earlier?.writes ?? '0')) return [`write rows of the table ${key}`];
    return reads === (earlier?.reads ?? '0') ? [] : [`read the table ${key}`];
  });

/** Views, foreign keys, defaults and the like that stand on something in another schema. */
const dependencies = async (run: RunQuery, own: string): Promise<string[]> => {
  const rows = await run<{ dependent: string; referred: string }>(`
    with thing as (
      select 'pg_class'::regclass as class, oid, relnamespace as space from pg_class
      union all select 'pg_proc'::regclass, oid, pronamespace from pg_proc
      union all select 'pg_type'::regclass, oid, typnamespace from pg_type
      union all select 'pg_constraint'::regclass, oid, connamespace from pg_constraint
      union all select 'pg_rewrite'::regclass, r.oid, c.relnamespace from pg_rewrite r join pg_class c on c.oid = r.ev_class
      union all select 'pg_trigger'::regclass, t.oid, c.relnamespace from pg_trigger t join pg_class c on c.oid = t.tgrelid
      union all select 'pg_policy'::regclass, p.oid, c.relnamespace from pg_policy p join pg_class c on c.oid = p.polrelid
      union all select 'pg_attrdef'::regclass, d.oid, c.relnamespace from pg_attrdef d join pg_class c on c.oid = d.adrelid
    )
    select distinct (pg_identify_object(d.classid, d.objid, 0)).identity as dependent,
      (pg_identify_object(d.refclassid, d.refobjid, 0)).identity as referred
    from pg_namespace s
    join thing a on a.space = s.oid
    join pg_depend d on d.classid = a.class and d.objid = a.oid
    join thing b on b.class = d.refclassid and b.oid = d.refobjid
    join pg_namespace other on other.oid = b.space and other.oid <> s.oid and not ${systemSchema.replaceAll('nspname', 'other.nspname')}
    where s.nspname = ${pg.escapeLiteral(own)}`);
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
 * What migrations did outside of their own schema since `before`, by the catalog and by the session's statistics: what a
 * function or dynamic SQL did counts as well. To be called in their transaction.
 */
export const foreignTouches = async (
  run: RunQuery,
  own: string,
  before: Before,
): Promise<readonly MigrationFault[]> => {
  const after = { objects: byKey(await readCatalog(run)), uses: await readUses(run) };
  const schemas = [...after.objects.values()]
    .filter(({ kind, schema }) => kind === 'schema' && schema !== own)
    .map(({ schema }) => schema);
  const touches = [
    ...changedObjects(before, after, own),
    ...usedTables(before, after, own),
    ...(await dependencies(run, own)),
    ...(await functionBodies(run, own, schemas)),
  ];
  return touches.map((touch) => ({
    cause: `its migrations ${touch}, which is outside of its schema '${own}'`,
    cure: `keep to '${own}'; another plugin is reached by its contract or an event`,
  }));
};
