import { OperatorError } from '../operator-error.js';

/** `invalid_password`, which PostgreSQL also answers for a role that it does not have. */
const wrongPassword = '28P01';

/**
 * An error of work on embedded PostgreSQL that was found running: where its password is wrong, the server is most likely
 * another installation's, and the error says so.
 */
export const explainForeignDatabase = (error: unknown, port: number, dataDir: string): unknown =>
  isWrongPassword(error)
    ? new OperatorError(
        `PostgreSQL on port ${port} refuses the password of ${dataDir}: it probably belongs to another data folder`,
        'Stop that installation, or give this one a port of its own: PROMENADE_POSTGRES_PORT=<port> or --set postgres.port=<port>. ' +
          'To work on that one, give its folder with --data-dir.',
        { cause: error },
      )
    : error;

const isWrongPassword = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === wrongPassword) || isWrongPassword(error.cause));
