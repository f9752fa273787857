/** The columns of messages that were read from binary COPY format. */
export interface MessageRows {
  readonly userIds: readonly string[];
  readonly dispatchNos: readonly number[];
  readonly buckets: readonly number[];
  readonly localeNos: readonly number[];
}

/** Signature, flags and length of the header's extension; https://www.postgresql.org/docs/current/sql-copy.html */
const headerBytes = 19;
/** Count of columns, then each column's length and value: uuid, int4, int2, int2. */
const rowBytes = 2 + (4 + 16) + (4 + 4) + (4 + 2) + (4 + 2);

const uuidAt = (rows: Buffer, at: number): string => {
  const hex = rows.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const trailerBytes = 2;

/** How many messages the bytes hold. */
export const messageCount = (rows: Buffer): number =>
  (rows.length - headerBytes - trailerBytes) / rowBytes;

/** The customer of the last message; undefined when there is none. */
export const lastRecipient = (rows: Buffer): string | undefined =>
  messageCount(rows) > 0 ? uuidAt(rows, rows.length - trailerBytes - rowBytes + 6) : undefined;

/** The dispatch that all the messages are of; 0 when they are of several. */
export const dispatchOf = (rows: Buffer): number => {
  const count = messageCount(rows);
  const dispatchNo = count > 0 ? rows.readInt32BE(headerBytes + 26) : 0;
  for (let row = 1; row < count; row += 1) {
    if (rows.readInt32BE(headerBytes + row * rowBytes + 26) !== dispatchNo) return 0;
  }
  return dispatchNo;
};

/** Reads messages back from the bytes that are copied. */
export const messageRows = (rows: Buffer): MessageRows => {
  const starts: number[] = [];
  for (let at = headerBytes; at + rowBytes <= rows.length; at += rowBytes) starts.push(at);
  return {
    userIds: starts.map((at) => uuidAt(rows, at + 6)),
    dispatchNos: starts.map((at) => rows.readInt32BE(at + 26)),
    buckets: starts.map((at) => rows.readInt16BE(at + 34)),
    localeNos: starts.map((at) => rows.readInt16BE(at + 40)),
  };
};
