import pg from 'pg';
import { type DatabaseUrls, databaseRoles } from './database-roles.js';

const { escapeIdentifier, escapeLiteral } = pg;

/**
 * Creates the roles and an empty database owned by the owner role, with an administrator's connection; harmless when they exist.
 * All roles get the given password, those that exist too.
 * @returns the connection string of each role for that database.
 * @throws when the server cannot be reached or the administrator may not create roles
 */
export const provisionDatabase = async (options: {
  readonly adminUrl: string;
  readonly database: string;
  readonly password: string;
}): Promise<DatabaseUrls> => {
  const client = new pg.Client({ connectionString: options.adminUrl });
  // The query in hand rejects too; without a listener the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Roles belong to the whole server: two hosts that start at once would create them twice.
    await client.query(`select pg_advisory_lock(hashtext('promenade.provision'))`);
    for (const role of Object.values(databaseRoles)) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const rowSecurity = role === databaseRoles.fanOut ? 'bypassrls' : 'nobypassrls';
      const verb = known.rowCount === 0 ? 'create' : 'alter';
      await client.query(
        `${verb} role ${escapeIdentifier(role)} login nosuperuser ${rowSecurity} nocreatedb nocreaterole password ${escapeLiteral(options.password)}`,
      );
    }
    const exists = await client.query('select 1 from pg_database where datname = $1', [
      options.database,
    ]);
    if (exists.rowCount === 0) {
      await client.query(
        `create database ${escapeIdentifier(options.database)} owner ${escapeIdentifier(databaseRoles.owner)}`,
      );
    }
  } finally {
    await client.end();
  }
  const urlOf = (role: string): string => {
    const url = new URL(options.adminUrl);
    url.username = role;
    url.password = options.password;
    url.pathname = `/${options.database}`;
    return url.href;
  };
  return {
    owner: urlOf(databaseRoles.owner),
    application: urlOf(databaseRoles.application),
    relay: urlOf(databaseRoles.relay),
    fanOut: urlOf(databaseRoles.fanOut),
  };
};
