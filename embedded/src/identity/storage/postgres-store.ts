import type { AdapterPayload } from 'oidc-provider';
import pg from 'pg';
import type { OnLog } from '../../process/log-line.js';
import type { RecordStore } from './record-store.js';

const SWEEP_MS = 600_000;

const TABLE = `
  select pg_advisory_xact_lock(hashtext('identity.records'));
  create schema if not exists identity;
  create table if not exists identity.records (
    model text not null,
    id text not null,
    payload jsonb not null,
    uid text generated always as (payload ->> 'uid') stored,
    grant_id text generated always as (payload ->> 'grantId') stored,
    consumed_at timestamptz,
    expires_at timestamptz,
    primary key (model, id)
  );
  create index if not exists records_uid on identity.records (uid) where uid is not null;
  create index if not exists records_grant on identity.records (grant_id) where grant_id is not null;
  create index if not exists records_expiry on identity.records (expires_at);`;

const LIVE = '(expires_at is null or expires_at > now())';
const COLUMNS = `payload, extract(epoch from consumed_at)::bigint as consumed`;

interface Row {
  payload: AdapterPayload;
  consumed: string | null;
}

/** Keeps records in schema `identity` of that database, and sweeps out expired ones. */
export async function postgresStore(url: string, onLog: OnLog): Promise<RecordStore> {
  const pool = new pg.Pool({ connectionString: url, max: 4, application_name: 'identity' });
  // Idle connections break when the database goes first; the pool replaces them.
  pool.on('error', (error) => onLog(`database connection lost: ${error.message}`, 'warn'));
  const run = async (text: string, values: unknown[] = []) => void (await pool.query(text, values));
  const one = async (condition: string, values: unknown[]) => {
    const sql = `select ${COLUMNS} from identity.records where ${condition} and ${LIVE} limit 1`;
    const { rows } = await pool.query<Row>(sql, values);
    return rows[0] && payloadOf(rows[0]);
  };
  const sweep = () => run(`delete from identity.records where not ${LIVE}`);

  try {
    await run(TABLE);
    await sweep();
  } catch (error) {
    await pool.end();
    throw error;
  }
  const sweeper = setInterval(() => {
    sweep().catch((error: unknown) => onLog(`sweeping failed: ${String(error)}`, 'warn'));
  }, SWEEP_MS).unref();

  return {
    upsert: (model, id, payload, expiresIn) =>
      run(
        `insert into identity.records (model, id, payload, expires_at)
         values ($1, $2, $3, now() + make_interval(secs => $4))
         on conflict (model, id) do update
         set payload = excluded.payload, expires_at = excluded.expires_at`,
        [model, id, JSON.stringify(payload), expiresIn ?? null],
      ),
    find: (model, id) => one('model = $1 and id = $2', [model, id]),
    findByUid: (model, uid) => one('model = $1 and uid = $2', [model, uid]),
    consume: (model, id) =>
      run('update identity.records set consumed_at = now() where model = $1 and id = $2', [
        model,
        id,
      ]),
    destroy: (model, id) =>
      run('delete from identity.records where model = $1 and id = $2', [model, id]),
    revokeByGrantId: (model, grantId) =>
      run('delete from identity.records where model = $1 and grant_id = $2', [model, grantId]),
    async close() {
      clearInterval(sweeper);
      await pool.end();
    },
  };
}

function payloadOf({ payload, consumed }: Row): AdapterPayload {
  return consumed === null ? payload : { ...payload, consumed: Number(consumed) };
}
