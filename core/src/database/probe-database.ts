import pg from 'pg';

/** A server that accepts the connection and does not answer counts as away, in milliseconds. */
const answerLimit = 5_000;

/**
 * Asks a database one question on a connection of its own.
 * @throws what the server or the network says; `isPassingFault` tells whether it is worth asking again
 */
export const probeDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerLimit,
    query_timeout: answerLimit,
  });
  // The connecting or the query in hand rejects too; without a listener the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
};
