import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { DatabaseUrls } from './database-roles.js';

/** An open transaction of the fan-out role: it can insert where a migration let it, and nothing else. */
export interface FanOutTransaction {
  readonly merchantId: string;
  /** Runs an insert. @returns how many rows it wrote */
  insert(statement: string, values: readonly unknown[]): Promise<number>;
  /**
   * Writes rows by COPY.
   * @param target a table and its columns, `inbox.message (user_id, …)`; never from outside, since it is part of the statement
   * @param rows the tuples of PostgreSQL's binary COPY format, one after the other, without header and trailer; in parts that
   * may end anywhere
   * @throws RowsPresentError when one of them is there already; then the transaction can only be rolled back
   */
  copy(target: string, rows: readonly Buffer[]): Promise<void>;
}

/** COPY met a row that is there already. */
export class RowsPresentError extends Error {
  override readonly name = 'RowsPresentError';
}

const uniqueViolation = '23505';

export interface FanOutOptions {
  readonly urls: Pick<DatabaseUrls, 'application' | 'fanOut'>;
  /** Most transactions of each role at once. */
  readonly lanes: number;
  readonly onConnectionError: (error: unknown) => void;
}

/**
 * The way of many rows at once: read as the application role, written by COPY as the fan-out role. PostgreSQL itself puts
 * what it reads into the bytes that it takes in again, so that no row is looked at here.
 */
export class FanOut {
  /** Most reads, and most writes, that run at once; others wait for a connection, and fail after five seconds. */
  readonly lanes: number;
  private readonly reading: pg.Pool;
  private readonly writing: pg.Pool;

  constructor({ urls, lanes, onConnectionError }: FanOutOptions) {
    const poolOf = (connectionString: string): pg.Pool => {
      const pool = new pg.Pool({
        connectionString,
        max: lanes,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
      });
      pool.on('error', onConnectionError);
      // A client in use tells of its end by itself, and an error that nobody hears ends the process.
      pool.on('connect', (client) => client.on('error', onConnectionError));
      return pool;
    };
    this.lanes = lanes;
    this.reading = poolOf(urls.application);
    this.writing = poolOf(urls.fanOut);
  }

  /**
   * Reads one value, which may be of megabytes, as the application role sees the merchant's rows.
   * @param query gives one row of one `bytea`; without parameters, which COPY does not take: escape what is not of the program
   * itself
   * @returns the value in the parts that it came in, since to join them would cost a copy; none for null
   * @throws what the database throws
   */
  read(merchantId: string, query: string): Promise<readonly Buffer[]> {
    return inTransaction(this.reading, merchantId, async (client) => {
      const parts: Buffer[] = [];
      for await (const part of client.query(copyTo(`copy (${query}) to stdout (format binary)`))) {
        parts.push(part as Buffer);
      }
      return withoutEnds(parts, beforeValue, trailer.length);
    });
  }

  /** Runs work in one transaction of a merchant. @throws what the work rejects with, and errors of the database */
  write<T>(merchantId: string, work: (tx: FanOutTransaction) => Promise<T>): Promise<T> {
    return inTransaction(this.writing, merchantId, (client) =>
      work({
        merchantId,
        insert: async (statement, values) =>
          (await client.query(statement, [...values])).rowCount ?? 0,
        copy: (target, rows) => copyInto(client, target, rows),
      }),
    );
  }

  /** Ends both pools; what is in hand finishes first. */
  async close(): Promise<void> {
    await Promise.all([this.reading.end(), this.writing.end()]);
  }
}

const inTransaction = async <T>(
  pool: pg.Pool,
  merchantId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Both in one round trip: a chunk has few others.
    await client.query(
      `begin; select set_config('app.merchant_id', ${pg.escapeLiteral(merchantId)}, true)`,
    );
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((fault: unknown) => {
      broken = fault instanceof Error ? fault : new Error(String(fault));
    });
    throw error;
  } finally {
    client.release(broken);
  }
};

/** Signature, flags, length of the header's extension; https://www.postgresql.org/docs/current/sql-copy.html */
const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const trailer = Buffer.from([0xff, 0xff]);

/** Before the only value of a COPY: header, count of columns, length of the value. */
const beforeValue = header.length + 2 + 4;

/** Leaves out bytes at the beginning and at the end of parts. */
const withoutEnds = (parts: readonly Buffer[], atFirst: number, atLast: number): Buffer[] => {
  let skipped = -atFirst;
  let left = parts.reduce((sum, { length }) => sum + length, 0) - atFirst - atLast;
  const kept: Buffer[] = [];
  for (const part of parts) {
    const from = Math.max(0, -skipped);
    skipped += part.length;
    const piece = part.subarray(from, from + left);
    left -= piece.length;
    if (piece.length > 0) kept.push(piece);
  }
  return kept;
};

const copyInto = async (
  client: pg.PoolClient,
  target: string,
  rows: readonly Buffer[],
): Promise<void> => {
  try {
    await pipeline(
      Readable.from([header, ...rows, trailer]),
      client.query(copyFrom(`copy ${target} from stdin (format binary)`)),
    );
  } catch (error) {
    const isPresent = error instanceof pg.DatabaseError && error.code === uniqueViolation;
    throw isPresent ? new RowsPresentError(error.message, { cause: error }) : error;
  }
};
