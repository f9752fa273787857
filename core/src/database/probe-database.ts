import pg from 'pg';

/** A server that accepts the connection and does not answer within so many milliseconds counts as away. */
const answerLimit = 5_000;

/**
 * Asks a database one question on a connection of its own.
 * @param limit for the connection, and for the answer, in milliseconds
 * @throws what the server or the network says; `isPassingFault` tells whether it is worth asking again
 */
export const probeDatabase = async (url: string, limit = answerLimit): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limit,
    query_timeout: limit,
  });
  // The connecting or the query in hand rejects too; without a listener the event would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw isSilence(error) ? silence(error, limit) : error;
  } finally {
    await client.end();
  }
};

/** Elsewhere the same words may be of a query that takes too long each time; this one cannot. */
const isSilence = (error: unknown): error is Error =>
  Error.isError(error) && error.message === 'Query read timeout';

const silence = (cause: Error, limit: number): Error =>
  Object.assign(new Error(`no answer within ${limit / 1_000} s`, { cause }), { code: 'ETIMEDOUT' });
