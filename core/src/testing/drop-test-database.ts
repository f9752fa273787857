import pg from 'pg';
import { testServices } from './test-services.js';

/** Removes a database that a test made. */
export const dropTestDatabase = async (database: string): Promise<void> => {
  const client = new pg.Client({ connectionString: testServices().postgresUrl });
  await client.connect();
  try {
    await client.query(`drop database ${pg.escapeIdentifier(database)} with (force)`);
  } finally {
    await client.end();
  }
};
