import type { RunQuery } from './run-query.js';

/** Something that a schema holds. */
export interface CatalogObject {
  readonly schema: string;
  /** `table`, `function` … */
  readonly kind: string;
  readonly name: string;
  /** Changes whenever a statement changes the object. */
  readonly version: string;
}

/** Schemas that no plugin's migration is asked about. */
export const systemSchema = String.raw`(nspname in ('pg_catalog', 'information_schema') or nspname ~ '^pg_(toast|temp)')`;

// Objects of a database's own have numbers from 16384 on (FirstNormalObjectId).
// What a transaction writes into a catalog bears its number (xmin): a row that bears another one than before was changed.
const objects = `
  with space as (select oid, nspname, xmin from pg_namespace where not ${systemSchema})
  select nspname as schema, 'schema' as kind, nspname::text as name, xmin::text as version from space
  union all
  select s.nspname,
    case c.relkind when 'i' then 'index' when 'I' then 'index' when 'S' then 'sequence' when 'v' then 'view'
      when 'm' then 'materialized view' when 'c' then 'type' else 'table' end,
    c.relname, concat_ws(' ', c.oid, c.xmin, a.versions)
  from pg_class c join space s on s.oid = c.relnamespace
  left join (
    select attrelid, string_agg(xmin::text, ',' order by attnum) as versions from pg_attribute
    where attnum > 0 and attrelid >= 16384 group by attrelid
  ) a on a.attrelid = c.oid
  union all
  select s.nspname, 'function', p.oid::regprocedure::text, concat_ws(' ', p.oid, p.xmin)
  from pg_proc p join space s on s.oid = p.pronamespace
  union all
  select s.nspname, 'type', t.typname, concat_ws(' ', t.oid, t.xmin)
  from pg_type t join space s on s.oid = t.typnamespace where t.typrelid = 0 and t.typelem = 0
  union all
  select s.nspname, 'trigger', format('%s of %s', t.tgname, c.relname), concat_ws(' ', t.oid, t.xmin)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join space s on s.oid = c.relnamespace where not t.tgisinternal
  union all
  select s.nspname, 'policy', format('%s of %s', p.polname, c.relname), concat_ws(' ', p.oid, p.xmin)
  from pg_policy p join pg_class c on c.oid = p.polrelid join space s on s.oid = c.relnamespace
  union all
  select s.nspname, 'constraint', format('%s of %s', k.conname, k.conrelid::regclass), concat_ws(' ', k.oid, k.xmin)
  from pg_constraint k join space s on s.oid = k.connamespace`;

/** Everything that the schemas of a database hold, as the caller's transaction sees it. */
export const readCatalog = (run: RunQuery): Promise<readonly CatalogObject[]> =>
  run<CatalogObject>(objects);

/** By kind and name. */
export type Catalog = ReadonlyMap<string, CatalogObject>;

export const byKey = (objects: readonly CatalogObject[]): Catalog =>
  new Map(objects.map((object) => [`${object.kind} ${object.schema} ${object.name}`, object]));
