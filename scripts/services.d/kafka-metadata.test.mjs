import { describe, expect, test } from '@jest/globals';
import { brokersOf, isWholeAnswer, metadataRequest } from './kafka-metadata.mjs';

/** An answer as a broker sends it: correlation id, brokers, controller, no topics. */
function answer(brokers) {
  const string = (text) => {
    const length = Buffer.alloc(2);
    length.writeInt16BE(text === null ? -1 : text.length);
    return Buffer.concat([length, Buffer.from(text ?? '')]);
  };
  const int32 = (value) => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  };
  const body = Buffer.concat([
    int32(1),
    int32(brokers.length),
    ...brokers.flatMap(({ id, host, port, rack }) => [
      int32(id),
      string(host),
      int32(port),
      string(rack ?? null),
    ]),
    int32(1),
    int32(0),
  ]);
  return Buffer.concat([int32(body.length), body]);
}

describe('metadataRequest', () => {
  test('begins with its length, key and version', () => {
    const request = metadataRequest();
    expect(request.readInt32BE(0)).toBe(request.length - 4);
    expect([request.readInt16BE(4), request.readInt16BE(6)]).toEqual([3, 1]);
  });
});

describe('brokersOf', () => {
  test('reads brokers with a rack and without', () => {
    const brokers = [
      { id: 1, host: '127.0.0.1', port: 29092 },
      { id: 7, host: 'b', port: 9092, rack: 'north' },
      { id: 8, host: 'c', port: 9093 },
    ];
    expect(brokersOf(answer(brokers))).toEqual(
      brokers.map(({ id, host, port }) => ({ id, host, port })),
    );
  });

  test('finds none where none has registered', () => {
    expect(brokersOf(answer([]))).toEqual([]);
  });
});

describe('isWholeAnswer', () => {
  test('waits for the last byte', () => {
    const whole = answer([{ id: 1, host: 'h', port: 1 }]);
    for (let length = 0; length < whole.length; length += 1) {
      expect(isWholeAnswer(whole.subarray(0, length))).toBe(false);
    }
    expect(isWholeAnswer(whole)).toBe(true);
  });
});
