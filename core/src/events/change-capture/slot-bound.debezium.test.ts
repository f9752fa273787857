import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type EmbeddedPostgres, freePort, startPostgres } from '@promenade/embedded';
import { Registry } from 'prom-client';
import { eventually } from '../../testing/eventually.js';
import { CaptureLab } from './testing/capture-lab.js';

/** Two starts of a server, each half a minute on a busy machine. */
jest.setTimeout(240_000);

let folder: string;
let postgres: EmbeddedPostgres;
let lab: CaptureLab;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promenade-bound-'));
  postgres = await startPostgres({
    dataDir: folder,
    port: await freePort(),
    onLog: () => undefined,
    // No bound, as PostgreSQL comes; the tests set it as an operator does, which a command line would forbid.
    settings: { wal_level: 'logical' },
  });
  lab = await CaptureLab.open(postgres.url);
});
afterAll(async () => {
  await lab?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true });
});

/** What the snapshot after a loss has to bring: `ce_id` of all that the outbox holds. */
const idsInOutbox = async (): Promise<Set<string>> => {
  const rows = await lab.asAdministrator<{ id: string }>(
    `select headers ->> 'ce_id' as id from promenade.outbox`,
  );
  return new Set(rows.map(({ id }) => id));
};

/** More log than the bound lets a slot keep; a checkpoint removes what is too much. */
const outgrowTheBound = async (): Promise<void> => {
  await lab.asAdministrator(
    `select pg_logical_emit_message(false, 'test', repeat('x', 1024 * 1024)) from generate_series(1, 128)`,
  );
  await lab.asAdministrator('checkpoint');
};

describe('the bound for what a slot may keep', () => {
  test('is what prepare.sql insists on', async () => {
    await expect(lab.prepare()).rejects.toMatchObject({
      message: expect.stringContaining('max_slot_wal_keep_size is -1'),
      hint: expect.stringContaining(`alter system set max_slot_wal_keep_size = '10GB'`),
    });
    const roles = `select from pg_roles where rolname = 'promenade_cdc'`;
    expect(await lab.asAdministrator(roles)).toEqual([]);

    await lab.asAdministrator(`alter system set max_slot_wal_keep_size = '64MB'`);
    await lab.asAdministrator('select pg_reload_conf()');
    await eventually(async () =>
      expect(await lab.asAdministrator('show max_slot_wal_keep_size')).toEqual([
        { max_slot_wal_keep_size: '64MB' },
      ]),
    );
    await lab.prepare();
    expect(await lab.asAdministrator(roles)).toHaveLength(1);
  });

  test('ends an abandoned slot, and a new one after it brings all that was written', async () => {
    await lab.write(0);
    await lab.start();
    await lab.arrived(4);
    await lab.stop();
    for (let round = 1; round <= 5; round += 1) await lab.write(round);
    await outgrowTheBound();
    await eventually(async () =>
      expect(await lab.slotState()).toEqual({ active: false, wal_status: 'lost' }),
    );
    for (let round = 6; round <= 9; round += 1) await lab.write(round);
    expect(await lab.keepHouse(new Registry())).toBe(0);

    // docs/runbooks/abandoned-slot.md
    await lab.asAdministrator('select pg_drop_replication_slot($1)', [lab.slot]);
    await lab.forgetOffsets();
    await lab.start();
    const records = await lab.arrived(10 * 4);
    expect(new Set(records.map(({ headers }) => headers.ce_id))).toEqual(await idsInOutbox());

    await lab.write(10);
    await lab.arrived(11 * 4);
    expect(await lab.slotState()).toEqual({ active: true, wal_status: 'reserved' });
    expect(await lab.keepHouse(new Registry())).toBe(11 * 4);
  });
});
