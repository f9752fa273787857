// SQLSTATE classes that pass by themselves: connection, resources, operator intervention, serialization and deadlocks.
// 57014 is a statement that took too long: the same statement would again. 08P01 is a message that is wrong in itself: with too
// few parameters, say.
const passingStates = /^(?!57014|08P01)(08|53|57|58|40|55)/;

// Of these the ones that say that the server itself is away, going, starting, or has no connection to spare.
const awayStates = /^((?!08P01)08...|57P0[123]|53300)$/;

// What sockets and name servers say while the other side is away. A missing file (ENOENT) stays missing.
const passingFaultsOfSockets: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);

// What pg says without a code: a broken session, a dead client, a pool with no connection to spare, a server without an answer.
const faultOfConnection =
  /connection (terminated|timeout|ended)|not queryable|timeout exceeded when|^timeout expired$/i;

// Of these what pg alone says, unmarked where it ends a connection itself or is asked for more on one that broke.
const faultOfPg = /connection terminated|is not queryable|timeout exceeded when trying to connect/i;

// A property, and not a class or a set: the object-relational mapper copies properties into errors of its own.
const mark = 'ofDatabaseConnection';

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '');

/** Whether the error, or one that it was caused by, is such a one. */
export const someCause = (error: unknown, is: (cause: Error) => boolean): boolean => {
  // Not instanceof: the errors of Node's own sockets may be of another realm, as they are in tests.
  for (let cause = error; Error.isError(cause); cause = cause.cause) {
    if (is(cause)) return true;
    // A name with several addresses fails with one error for each.
    const several: unknown = 'errors' in cause ? cause.errors : undefined;
    if (Array.isArray(several) && several.some((one) => someCause(one, is))) return true;
  }
  return false;
};

/** Whether the failure lies in the surroundings (a server that restarts, say) and may be gone when the same is tried again. */
export const isPassingFault = (error: unknown): boolean =>
  someCause(error, (cause) => {
    const code = codeOf(cause);
    if (passingFaultsOfSockets.has(code)) return true;
    if (code.length === 5 && passingStates.test(code)) return true;
    return faultOfConnection.test(cause.message);
  });

/** Notes that an error came from a connection to the database: what sockets say does not tell whose they were. */
export const markDatabaseFault = (error: unknown): void => {
  if (Error.isError(error)) Object.defineProperty(error, mark, { value: true });
};

/**
 * Whether the database is away, shutting down or starting, or gives no connection. Nothing of the program's own is: not a
 * statement that it refuses, nor another service that cannot be reached.
 */
export const isDatabaseAway = (error: unknown): boolean =>
  someCause(
    error,
    (cause) =>
      awayStates.test(codeOf(cause)) ||
      faultOfPg.test(cause.message) ||
      (mark in cause && isPassingFault(cause)),
  );
