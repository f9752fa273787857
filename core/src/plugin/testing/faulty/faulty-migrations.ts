import { Migration } from '@mikro-orm/migrations';
import type { MigrationClass } from '../../../database/migration-list.js';
import { hashPartitions, isolateMerchants } from '../../../database/row-level-security.js';
import { samplePlugin } from '../../../testing/sample-plugin.js';
import type { Plugin } from '../../define-plugin.js';

/** A migration of these statements. @param down undefined for none */
export const migrationOf = (
  name: string,
  up: readonly string[],
  down?: readonly string[],
  irreversible?: string,
): MigrationClass => {
  class Statements extends Migration {
    override up(): void {
      for (const statement of up) this.addSql(statement);
    }
  }
  if (down) {
    Object.defineProperty(Statements.prototype, 'down', {
      value(this: Migration) {
        for (const statement of down) this.addSql(statement);
      },
    });
  }
  Object.defineProperty(Statements, 'name', { value: name });
  return irreversible === undefined ? Statements : Object.assign(Statements, { irreversible });
};

/** A plugin that has nothing but migrations; `%` in a statement stands for its schema. */
export const migrating = (
  id: string,
  up: readonly string[],
  down: readonly string[] = ['drop table %.note'],
): Plugin => {
  const schema = id.replaceAll('-', '_');
  const own = (statements: readonly string[]): string[] =>
    statements.map((statement) => statement.replaceAll('%', schema));
  return samplePlugin(id, {
    contributes: { migrations: { schema, list: [migrationOf('Notes001', own(up), own(down))] } },
  });
};

const key = 'merchant_id uuid not null, id uuid not null, primary key (merchant_id, id)';
const table = `create table %.note (${key})`;
const isolated = isolateMerchants('%.note');

export interface FaultyMigration {
  readonly id: string;
  readonly up: readonly string[];
  readonly mended: readonly string[];
  /** Schema as `%`. */
  readonly cause: string;
  readonly cure: string;
  readonly down?: readonly string[];
  readonly mendedDown?: readonly string[];
}

const isolate = "run the statements of isolateMerchants('%.note') in the migration";
const keepTo = "keep to '%'; another plugin is reached by its contract or an event";
const outside = "which is outside of its schema '%'";
const sound = [table, ...isolated];

/** Faults that show where a migration runs: what it did is undone, and its plugin is left out. */
export const faultyMigrations: readonly FaultyMigration[] = [
  {
    id: 'unforced',
    up: [table],
    mended: sound,
    cause: 'its table %.note has merchant_id and no forced row-level security',
    cure: isolate,
  },
  {
    id: 'without-policy',
    up: [table, ...isolated.slice(0, 2)],
    mended: sound,
    cause: 'its table %.note has merchant_id and no policy',
    cure: isolate,
  },
  {
    id: 'open-policy',
    up: [...sound, 'create policy all_rows on %.note to promenade_app using (true)'],
    mended: [...sound, 'create policy all_rows on %.note to promenade_relay using (true)'],
    cause:
      "the policy 'all_rows' of its table %.note shows promenade_app the rows of every merchant",
    cure: 'compare merchant_id with the setting app.merchant_id, as isolateMerchants does, or make the policy for another role',
  },
  {
    id: 'keyless',
    up: [`create table %.note (merchant_id uuid not null, id uuid primary key)`, ...isolated],
    mended: sound,
    cause: 'its table %.note has merchant_id, but not in its primary key',
    cure: 'add merchant_id to the primary key, first where rows are read by merchant',
  },
  {
    id: 'open-partition',
    up: [
      `${table} partition by hash (merchant_id)`,
      ...isolated,
      ...hashPartitions('%.note', 2),
      'grant select on %.note_1 to promenade_app',
    ],
    mended: [
      `${table} partition by hash (merchant_id)`,
      ...isolated,
      ...hashPartitions('%.note', 2),
    ],
    cause: 'its partition %.note_1 can be reached past its table by promenade_app',
    cure: 'grant on the table only',
  },
  {
    id: 'unqualified',
    up: [...sound, `do $$ begin execute 'create table stray (id int)'; end $$`],
    mended: [...sound, `do $$ begin execute 'create table %.stray (id int)'; end $$`],
    mendedDown: ['drop table %.note', 'drop table %.stray'],
    cause: `its migrations create the table public.stray, ${outside}`,
    cure: keepTo,
  },
  {
    id: 'altering',
    up: [
      ...sound,
      `do $$ begin execute 'alter table ' || 'promenade' || '.consumer_offset add note text'; end $$`,
    ],
    mended: sound,
    cause: `its migrations change the table promenade.consumer_offset, ${outside}`,
    cure: keepTo,
  },
  {
    id: 'writing',
    up: [
      ...sound,
      `do $$ begin execute 'update ' || 'promenade' || '.log_position set last = 9'; end $$`,
    ],
    mended: sound,
    cause: `its migrations write rows of the table promenade.log_position, ${outside}`,
    cure: keepTo,
  },
  {
    id: 'viewing',
    up: [
      ...sound,
      `do $$ begin execute 'create view %.offsets as select * from ' || 'promenade' || '.consumer_offset'; end $$`,
    ],
    mended: [...sound, 'create view %.offsets as select id from %.note'],
    mendedDown: ['drop view %.offsets', 'drop table %.note'],
    cause: `its migrations make "_RETURN" on %.offsets depend on promenade.consumer_offset, ${outside}`,
    cure: keepTo,
  },
  {
    id: 'calling',
    up: [
      ...sound,
      `create function %.reset() returns void language plpgsql as $$ begin delete from promenade.outbox; end $$`,
    ],
    mended: [
      ...sound,
      `create function %.reset() returns void language plpgsql as $$ begin delete from %.note; end $$`,
    ],
    mendedDown: ['drop function %.reset()', 'drop table %.note'],
    cause: `its migrations name promenade.outbox in the function %.reset(), ${outside}`,
    cure: keepTo,
  },
];
