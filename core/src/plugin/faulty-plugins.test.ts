import { describe, expect, it } from '@jest/globals';
import { checkConformance } from './check-conformance.js';
import { checkPlugins } from './check-plugins.js';
import type { Plugin } from './define-plugin.js';
import { type PluginFault, PluginFaultsError } from './plugin-fault.js';
import { faultyDefinitions } from './testing/faulty/faulty-definitions.js';
import { migrating, migrationOf } from './testing/faulty/faulty-migrations.js';
import { faultyTexts } from './testing/faulty/faulty-texts.js';
import { news } from './testing/faulty/news-plugin.js';

const hostVersion = '1.4.2';

const faultsOf = (plugins: readonly Plugin[]): readonly PluginFault[] => {
  try {
    checkPlugins(plugins, hostVersion);
    return [];
  } catch (error) {
    if (error instanceof PluginFaultsError) return error.faults;
    throw error;
  }
};

describe.each([...faultyDefinitions, ...faultyTexts])('$name', ({ faulty, mended, fault }) => {
  it('is refused with plugin, cause and cure, and with nothing else', () => {
    expect(faultsOf(faulty)).toEqual([fault]);
  });

  it('is accepted without the fault', () => {
    expect(faultsOf(mended)).toEqual([]);
  });
});

describe('a migration', () => {
  const withMigration = (schema: string, ...options: Parameters<typeof migrationOf>) =>
    news({}, { migrations: { schema, list: [migrationOf(...options)] } });

  it.each([
    [
      'without a way back',
      withMigration('news', 'News001', ['select 1']),
      "its migration 'News001' cannot be reverted",
      "write its 'down', or say why there is none: static readonly irreversible = '<reason>'",
    ],
    [
      'marked without a reason',
      withMigration('news', 'News001', ['select 1'], undefined, ' '),
      "its migration 'News001' is marked irreversible without a reason",
      "say why: static readonly irreversible = '<reason>'",
    ],
    [
      'both marked and reversible',
      withMigration('news', 'News001', ['select 1'], ['select 1'], 'rows are lost'),
      "its migration 'News001' is marked irreversible and has a 'down'",
      'remove one of the two',
    ],
    [
      'in a schema that needs quotes',
      withMigration('News', 'News001', ['select 1'], ['select 1']),
      "its migration schema 'News' is no plain name",
      "use lower-case letters, digits and '_', such as 'news'",
    ],
    [
      'in a schema of PostgreSQL',
      withMigration('public', 'News001', ['select 1'], ['select 1']),
      "its migration schema 'public' belongs to PostgreSQL",
      "name a schema of the plugin's own, such as 'news'",
    ],
  ])('%s is refused', (_name, plugin, cause, cure) => {
    expect(faultsOf([plugin])).toEqual([{ plugin: 'news', cause, cure }]);
  });

  it.each([
    ['that can be reverted', withMigration('news', 'News001', ['select 1'], ['select 1'])],
    ['that says why not', withMigration('news', 'News001', ['x'], undefined, 'rows are lost')],
  ])('%s is accepted', (_name, plugin) => {
    expect(faultsOf([plugin])).toEqual([]);
  });
});

describe('checkConformance', () => {
  it('reads the statements of migrations for names of other schemas', async () => {
    const statements = [
      'create table %.note (id int) -- unlike promenade.outbox',
      'insert into "promenade" . "outbox" select 1',
      "do $$ begin execute 'drop table mail.letter'; end $$",
    ];
    const mail = migrating('mail', ['create table %.letter (id int)']);
    await expect(
      checkConformance([news(), mail, migrating('prying', statements)], hostVersion),
    ).rejects.toMatchObject({
      faults: ['promenade.outbox', 'mail.letter'].map((name) => ({
        plugin: 'prying',
        cause: `its migration 'Notes001' names ${name}, which is outside of its schema 'prying'`,
        cure: "keep to 'prying'; another plugin is reached by its contract or an event",
      })),
    });
    const [sound = ''] = statements;
    await expect(
      checkConformance([mail, migrating('prying', [sound])], hostVersion),
    ).resolves.toBeUndefined();
  });

  it('tells these faults together with those of the definitions', async () => {
    const { faults } = (await checkConformance(
      [migrating('prying', ['select * from public.x']), ...(faultyDefinitions[0]?.faulty ?? [])],
      hostVersion,
    ).catch((error: unknown) => error)) as PluginFaultsError;
    expect(faults.map(({ plugin }) => plugin)).toEqual(['News', 'prying']);
  });
});
