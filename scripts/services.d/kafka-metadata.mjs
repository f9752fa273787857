/** Kafka's Metadata request, version 1, for no topic; every broker since 0.10 understands it. */
const METADATA = 3;
const VERSION = 1;
const CORRELATION = 1;
const CLIENT = 'promenade-services';

/** @returns {Buffer} */
export function metadataRequest() {
  const client = Buffer.from(CLIENT);
  const body = Buffer.alloc(8 + 2 + client.length + 4);
  body.writeInt16BE(METADATA, 0);
  body.writeInt16BE(VERSION, 2);
  body.writeInt32BE(CORRELATION, 4);
  body.writeInt16BE(client.length, 8);
  client.copy(body, 10);
  body.writeInt32BE(0, 10 + client.length);
  return withLength(body);
}

/**
 * @param {Buffer} received
 * @returns {boolean}
 */
export function isWholeAnswer(received) {
  return received.length >= 4 && received.length >= 4 + received.readInt32BE(0);
}

/**
 * The brokers that take requests. A broker that has not registered yet answers with none.
 *
 * @param {Buffer} answer with its length before it
 * @returns {{ id: number, host: string, port: number }[]}
 * @throws {RangeError} where the answer is cut off
 */
export function brokersOf(answer) {
  let at = 8;
  const int32 = () => {
    at += 4;
    return answer.readInt32BE(at - 4);
  };
  const string = () => {
    const length = answer.readInt16BE(at);
    at += 2 + Math.max(length, 0);
    return length < 0 ? '' : answer.toString('utf8', at - length, at);
  };
  return Array.from({ length: int32() }, () => {
    const broker = { id: int32(), host: string(), port: int32() };
    string(); // its rack
    return broker;
  });
}

function withLength(body) {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}
