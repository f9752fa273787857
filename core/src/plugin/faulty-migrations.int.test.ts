import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { checkPlugin } from '../testing/check-plugin.js';
import { createTestHost, queryAs, type TestHost } from '../testing/create-test-host.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import {
  type FaultyMigration,
  faultyMigrations,
  migrating,
} from './testing/faulty/faulty-migrations.js';

const schemaOf = (id: string): string => id.replaceAll('-', '_');
const withSchema = (text: string, id: string): string => text.replaceAll('%', schemaOf(id));
const mendedOf = ({ id, mended, mendedDown }: FaultyMigration, name = `mended-${id}`) =>
  migrating(name, mended, mendedDown);

@Entity({ schema: 'unmappable', tableName: 'thing' })
class Keyless {
  @Property({ type: 'text' })
  name!: string;
}
@Entity({ schema: 'mappable', tableName: 'thing' })
class Thing {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
}

let host: TestHost;
beforeAll(async () => {
  host = await createTestHost({
    roles: ['http'],
    plugins: [
      ...faultyMigrations.flatMap((one) => [migrating(one.id, one.up), mendedOf(one)]),
      samplePlugin('unmappable', { contributes: { entities: [Keyless] } }),
      samplePlugin('needs-unmappable', { dependsOn: { required: ['unmappable'] } }),
      samplePlugin('mappable', { contributes: { entities: [Thing] } }),
    ],
  });
});
afterAll(() => host?.stop());

const reasonOf = (id: string): string | undefined =>
  host.failed.find(({ spec }) => spec.id === id)?.reason;

describe.each(faultyMigrations)('the plugin $id', (sample) => {
  const { id, cause, cure } = sample;

  test('is left out with cause and cure, and nothing of it stays', async () => {
    expect(reasonOf(id)).toBe(
      `migrations of '${id}' failed: ${withSchema(`${cause}. Cure: ${cure}.`, id)}`,
    );
    const left = await queryAs(
      host.urls.owner,
      `select tablename from pg_tables where schemaname in ($1, 'public') and tablename <> 'migrations'`,
      [schemaOf(id)],
    );
    expect(left).toEqual([]);
  });

  test('starts without the fault', () => {
    expect(host.started.map(({ spec }) => spec.id)).toContain(`mended-${id}`);
  });

  test('passes checkPlugin without the fault', async () => {
    await expect(checkPlugin(mendedOf(sample, id))).resolves.toBeUndefined();
  });
});

describe('entities that cannot be mapped', () => {
  test('leave out their plugin and what requires it, and no other', () => {
    expect(reasonOf('unmappable')).toMatch(/^its entities cannot be mapped: .*Keyless/);
    expect(reasonOf('needs-unmappable')).toBe("it requires 'unmappable', which did not start");
    expect(host.started.map(({ spec }) => spec.id)).toContain('mappable');
  });
});

describe('checkPlugin', () => {
  const note = 'create table %.note (id int)';

  test('refuses what a host would leave out, with the same words', async () => {
    const [sample] = faultyMigrations;
    await expect(checkPlugin(migrating('loose', sample?.up ?? []))).rejects.toMatchObject({
      faults: [
        {
          plugin: 'loose',
          cause: sample?.cause.replaceAll('%', 'loose'),
          cure: sample?.cure.replaceAll('%', 'loose'),
        },
      ],
    });
  });

  test("refuses a 'down' that leaves something behind", async () => {
    const plugin = migrating('messy', [note, 'create table %.more (id int)']);
    await expect(checkPlugin(plugin)).rejects.toMatchObject({
      faults: [
        {
          plugin: 'messy',
          cause: "its migrations leave behind, after 'down': table messy.more",
          cure: "drop in 'down' what 'up' creates",
        },
      ],
    });
  });

  test("refuses a 'down' that fails", async () => {
    await expect(
      checkPlugin(migrating('stuck', [note], ['drop table %.nothing'])),
    ).rejects.toMatchObject({
      faults: [
        {
          plugin: 'stuck',
          cause: 'its migrations cannot be reverted: table "nothing" does not exist',
          cure: 'correct the statement',
        },
      ],
    });
  });

  test('names a statement that fails', async () => {
    await expect(checkPlugin(migrating('broken', ['select nonsense']))).rejects.toMatchObject({
      faults: [
        { plugin: 'broken', cause: expect.stringContaining('column "nonsense" does not exist') },
      ],
    });
  });

  test('takes what a plugin requires along', async () => {
    const base = migrating('base', [note]);
    const { spec } = migrating('upper', [note]);
    const upper = samplePlugin('upper', { ...spec, dependsOn: { required: ['base'] } });
    await expect(checkPlugin(upper, [base])).resolves.toBeUndefined();
    await expect(checkPlugin(upper)).rejects.toThrow("requires the plugin 'base'");
  });
});
