/** Messages of one dispatch as bytes, which nobody has to look at to write them. */
export interface DispatchMessages {
  readonly dispatchNo: number;
  /** What `messagesSql` gives, in parts that may end anywhere. */
  readonly rows: readonly Buffer[];
}

/** The columns of a message in the order of its bytes. */
export const messageColumns = 'dispatch_no, locale_no, bucket, user_id';

/**
 * A message is a tuple of binary COPY: the count of columns, then each column's length and value.
 * https://www.postgresql.org/docs/current/sql-copy.html
 */
const dispatchNoAt = 2 + 4;
const localeNoAt = dispatchNoAt + 4 + 4;
const bucketAt = localeNoAt + 2 + 4;
const userIdAt = bucketAt + 2 + 4;
const rowBytes = userIdAt + 16;

/**
 * What a message begins with, up to its customer: an SQL expression of type bytea.
 * @param bucket its number where all messages have the same, which is a third faster to read; else SQL of type smallint
 */
export const messageHead = (
  dispatchNo: number,
  localeNo: number,
  bucket: number | string,
): string => {
  const head = Buffer.alloc(userIdAt);
  head.writeInt16BE(4, 0);
  head.writeInt32BE(4, dispatchNoAt - 4);
  head.writeInt32BE(dispatchNo, dispatchNoAt);
  head.writeInt32BE(2, localeNoAt - 4);
  head.writeInt16BE(localeNo, localeNoAt);
  head.writeInt32BE(2, bucketAt - 4);
  if (typeof bucket === 'number') head.writeInt16BE(bucket, bucketAt);
  head.writeInt32BE(16, userIdAt - 4);
  if (typeof bucket === 'number') return literal(head);
  return `${literal(head.subarray(0, bucketAt))} || int2send(${bucket}) || ${literal(head.subarray(bucketAt + 2))}`;
};

const literal = (bytes: Buffer): string => `'\\x${bytes.toString('hex')}'::bytea`;

/**
 * The bytes of messages, as an SQL query of one value; null when there are none.
 * @param recipients SQL query of the messages' `head` (`messageHead`) and `user_id`, in order
 * @param limit most messages, at least 1
 */
export const messagesSql = (recipients: string, limit: number): string =>
  // Heads stand as separators before all customers but the first.
  `select (select head from (${recipients} limit 1) first) || string_agg(uuid_send(user_id), head)
   from (${recipients} limit ${limit}) recipient`;

/** How many messages the bytes hold. */
export const messageCount = ({ rows }: DispatchMessages): number =>
  rows.reduce((sum, { length }) => sum + length, 0) / rowBytes;

/** The customer of the last message; undefined when there is none. */
export const lastRecipient = ({ rows }: DispatchMessages): string | undefined => {
  let end = Buffer.alloc(0);
  for (let part = rows.length - 1; end.length < 16 && part >= 0; part -= 1) {
    end = Buffer.concat([rows[part] ?? end, end]);
  }
  return end.length > 0 ? uuidAt(end, end.length - 16) : undefined;
};

/** The columns of messages that differ within a dispatch. */
export interface MessageRows {
  readonly userIds: readonly string[];
  readonly buckets: readonly number[];
  readonly localeNos: readonly number[];
}

/** Reads messages back from their bytes. */
export const messageRows = ({ rows }: DispatchMessages): MessageRows => {
  const bytes = Buffer.concat(rows);
  const starts: number[] = [];
  for (let at = 0; at < bytes.length; at += rowBytes) starts.push(at);
  return {
    userIds: starts.map((at) => uuidAt(bytes, at + userIdAt)),
    buckets: starts.map((at) => bytes.readInt16BE(at + bucketAt)),
    localeNos: starts.map((at) => bytes.readInt16BE(at + localeNoAt)),
  };
};

const uuidAt = (bytes: Buffer, at: number): string => {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
