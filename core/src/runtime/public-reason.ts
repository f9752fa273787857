import { redactText } from '../observability/redact.js';

/** A line is read in a terminal; what is longer is in the log. */
const longestReason = 200;

// MikroORM puts the statement before what the database says of it: `create table a.b (id int) - relation exists`.
const statement =
  /(^|: )(select|insert|update|delete|with|create|alter|drop|grant|set|truncate|do)\b.* - /is;

/** One line of a reason for anybody to read: no stack, no statement, no connection string, no secret. */
export const publicReason = (reason: string): string => {
  const [line = ''] = reason.replace(statement, '$1').trim().split('\n');
  const withoutUrls = line.replaceAll(/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, '…');
  return redactText(withoutUrls).slice(0, longestReason) || 'failing';
};

/** What may be said of an error: of one of a database, a socket or a file only the code, for its text names their insides. */
export const publicReasonOf = (error: unknown): string => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && /^[A-Z\d_]+$/.test(String(cause.code))) {
      return `failing (${String(cause.code)})`;
    }
  }
  return publicReason(error instanceof Error ? error.message : String(error));
};
