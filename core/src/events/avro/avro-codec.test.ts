import { describe, expect, it } from '@jest/globals';
import type {
  AvroField,
  AvroRecord,
  EventContract,
  PromotionDispatchRecord,
  PromotionEventRecord,
} from '@promenade/proto';
import {
  customerCreated,
  customerDeleted,
  customerUpdated,
  eventContract,
  promotionDispatch,
  promotionEvents,
} from '@promenade/proto';
import * as fc from 'fast-check';
import { AvroCodec } from './avro-codec.js';
import { EventDecodeError, EventEncodeError } from './event-codec-errors.js';
import { valuesOf } from './testing/schema-arbitrary.js';

const codec = new AvroCodec();

const dispatch = {
  event_id: '01935a6e-7b1c-7c3d-8e4f-5a6b7c8d9e0f',
  merchant_id: '01935a6e-7b1c-7c3d-8e4f-000000000001',
  version: 3,
  dispatch_date: '2026-11-21',
  slice: 7,
  slices: 64,
};

const sale: PromotionEventRecord = {
  event_id: dispatch.event_id,
  merchant_id: dispatch.merchant_id,
  version: 1,
  status: 'PUBLISHED',
  start_datetime: new Date('2026-11-21T00:00:00.123Z'),
  end_datetime: new Date('2026-11-24T00:00:00Z'),
  timezone: 'Asia/Jerusalem',
  dispatch_time: '09:00',
  promotion_package: 'black-friday',
  audience: { kind: 'EVERYONE', names: [], customers: [] },
  content: { en: { title: 'Sale', body: 'All of it.' }, ar: { title: 'تخفيضات', body: 'كل شيء' } },
  published_at: null,
};

const thrown = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};
const decodeError = (contract: EventContract<unknown>, record: Buffer): EventDecodeError => {
  const error = thrown(() => codec.decode(contract, record));
  if (!(error instanceof EventDecodeError))
    throw new Error('expected an EventDecodeError', { cause: error });
  return error;
};
const faultsOf = (payload: unknown): unknown => {
  const error = thrown(() => codec.encode(promotionEvents, payload as PromotionEventRecord));
  return error instanceof EventEncodeError
    ? error.faults.map(({ path, expected }) => [path, expected])
    : error;
};

describe('AvroCodec round trip', () => {
  it.each<[string, EventContract<unknown>]>(
    [promotionEvents, promotionDispatch, customerCreated, customerUpdated, customerDeleted].map(
      (contract) => [contract.topic, contract],
    ),
  )('%s: what was encoded is decoded', (_, contract) => {
    fc.assert(
      fc.property(valuesOf(contract.schema), (payload) => {
        expect(codec.decode(contract, codec.encode(contract, payload))).toEqual(payload);
      }),
    );
  });

  it('keeps times, languages and nulls', () => {
    expect(codec.decode(promotionEvents, codec.encode(promotionEvents, sale))).toEqual(sale);
  });

  it('takes no incomplete payload, at compile time either', () => {
    type Incomplete = Pick<PromotionDispatchRecord, 'slice'>;
    type TakesIncomplete = (contract: typeof promotionDispatch, payload: Incomplete) => Buffer;
    const takesIncomplete: AvroCodec['encode'] extends TakesIncomplete ? true : false = false;
    expect(takesIncomplete).toBe(false);
    const incomplete: Incomplete = { slice: 1 };
    expect(() => codec.encode(promotionDispatch, incomplete as PromotionDispatchRecord)).toThrow(
      EventEncodeError,
    );
  });
});

describe('AvroCodec.encode', () => {
  it('names every field that does not fit', () => {
    const wrong = {
      ...sale,
      version: 1.5,
      timezone: undefined,
      content: { ar: { title: 5, body: '' } },
    };
    expect(faultsOf(wrong)).toEqual([
      ['/version', 'a whole number of 32 bits'],
      ['/timezone', 'a string'],
      ['/content/ar/title', 'a string'],
    ]);
  });

  it.each<[string, unknown, string]>([
    ['event_id', 'e1', 'a UUID in lower case'],
    ['event_id', sale.event_id.toUpperCase(), 'a UUID in lower case'],
    ['status', 'PAUSED', 'one of DRAFT, PUBLISHED, EXPIRED, DELETED'],
    ['start_datetime', '2026-11-21T00:00:00Z', 'a valid Date'],
    ['start_datetime', new Date(Number.NaN), 'a valid Date'],
    ['start_datetime', new Date(2 ** 52), 'a valid Date'],
    ['published_at', 5, 'null or a valid Date'],
    ['audience', null, 'an object with the fields of promenade.events.PromotionAudience'],
    ['content', [], 'an object by key'],
    ['version', 2 ** 31, 'a whole number of 32 bits'],
  ])('refuses %s %p', (field, value, expected) => {
    expect(faultsOf({ ...sale, [field]: value })).toEqual([[`/${field}`, expected]]);
  });

  it('refuses fields that the contract does not have, at any depth', () => {
    expect(faultsOf({ ...sale, titel: 'x' })).toEqual([
      ['/titel', expect.stringContaining('absent')],
    ]);
    expect(faultsOf({ ...sale, content: { en: { title: 'a', body: 'b', 'a/b': 1 } } })).toEqual([
      ['/content/en/a~1b', expect.stringContaining('absent')],
    ]);
  });

  it('says in its message what was wanted and what came, but not the value', () => {
    const error = thrown(() => codec.encode(promotionEvents, { ...sale, event_id: 'secret' }));
    expect(error).toMatchObject({
      topic: 'promotion.events',
      message:
        'promotion.events: the payload does not fit the contract: /event_id must be a UUID in lower case, got another string',
    });
  });
});

describe('AvroCodec.decode', () => {
  const record = codec.encode(promotionDispatch, dispatch);

  it('refuses a record of another contract, naming its schema', () => {
    const error = decodeError(promotionEvents, record);
    expect(error).toMatchObject({ reason: 'unknown-schema', topic: 'promotion.events' });
    expect(error.message).toContain(record.toString('hex', 2, 10));
  });

  it('refuses a record cut short anywhere', () => {
    for (let length = 0; length < record.length; length++) {
      expect(decodeError(promotionDispatch, record.subarray(0, length)).reason).toBe('truncated');
    }
  });

  it('names the field in which the bytes end', () => {
    expect(decodeError(promotionDispatch, record.subarray(0, -1)).path).toBe('/slices');
  });

  it('refuses bytes after the record', () => {
    expect(decodeError(promotionDispatch, Buffer.concat([record, Buffer.alloc(1)])).reason).toBe(
      'trailing-bytes',
    );
  });

  it('refuses a value that its logical type does not have', () => {
    const broken = Buffer.from(record);
    broken.write('X', 11);
    expect(decodeError(promotionDispatch, broken)).toMatchObject({ reason: 'malformed' });
  });

  it('gives an EventDecodeError for any bytes, at once', () => {
    const header = codec.encode(promotionEvents, sale).subarray(0, 10);
    const started = performance.now();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, framed) => {
        const error = thrown(() =>
          codec.decode(promotionEvents, Buffer.concat([framed ? header : Buffer.alloc(0), bytes])),
        );
        expect(error).toBeInstanceOf(EventDecodeError);
      }),
      { numRuns: 500 },
    );
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('does not get lost in a record whose bytes were changed', () => {
    const whole = codec.encode(promotionEvents, sale);
    fc.assert(
      fc.property(
        fc.nat(whole.length - 11),
        fc.uint8Array({ minLength: 1, maxLength: 10 }),
        (at, bytes) => {
          const changed = Buffer.from(whole);
          changed.set(bytes.subarray(0, whole.length - 10 - at), 10 + at);
          const result = thrown(() => codec.decode(promotionEvents, changed));
          expect(result instanceof EventDecodeError || !(result instanceof Error)).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('refuses at once a map that promises more entries than there are bytes', () => {
    const counts = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
    const whole = codec.encode(promotionEvents, { ...sale, content: {} });
    // With no content, the last two bytes are the map's end and published_at's null.
    const error = decodeError(promotionEvents, Buffer.concat([whole.subarray(0, -2), counts]));
    expect(error).toMatchObject({ reason: 'truncated', path: '/content' });
  });
});

const schemaOf = (...fields: AvroField[]): AvroRecord => ({
  type: 'record',
  name: 'Sale',
  fields,
});
const id: AvroField = { name: 'id', type: 'string' };
const pieces: AvroField = { name: 'pieces', type: 'int', default: 1 };
const colour = (...symbols: string[]): AvroField => ({
  name: 'colour',
  type: { type: 'enum', name: 'Colour', symbols, default: 'NONE' },
  default: 'NONE',
});
interface Sale {
  readonly id: string;
  readonly pieces?: number;
  readonly colour?: string;
}
const contract = (schema: AvroRecord, ...earlierSchemas: AvroRecord[]): EventContract<Sale> =>
  eventContract<Sale>({ topic: 'sale', type: 'sale', key: 'id', schema, earlierSchemas });

describe('AvroCodec and schemas of other releases', () => {
  const first = schemaOf(id);
  const second = schemaOf(id, pieces, colour('NONE', 'RED'));
  const third = schemaOf(id, pieces, colour('NONE', 'RED', 'BLUE'));

  it('reads a record of an earlier schema, with defaults for what it lacks', () => {
    const old = codec.encode(contract(first), { id: 'a' });
    expect(codec.decode(contract(second, first), old)).toEqual({
      id: 'a',
      pieces: 1,
      colour: 'NONE',
    });
  });

  it('reads a symbol that it does not know as the default', () => {
    const newer = codec.encode(contract(third), { id: 'a', pieces: 2, colour: 'BLUE' });
    expect(codec.decode(contract(second, third), newer)).toEqual({
      id: 'a',
      pieces: 2,
      colour: 'NONE',
    });
  });

  it('finds truncation and trailing bytes in records of earlier schemas too', () => {
    const old = codec.encode(contract(second), { id: 'a', pieces: 2, colour: 'RED' });
    const reader = contract(third, second);
    expect(decodeError(reader, old.subarray(0, -1))).toMatchObject({
      reason: 'truncated',
      path: '/colour',
    });
    expect(decodeError(reader, Buffer.concat([old, Buffer.alloc(1)])).reason).toBe(
      'trailing-bytes',
    );
  });

  it('refuses a contract whose earlier schema it could not read', () => {
    const broken = contract(schemaOf({ name: 'id', type: 'int' }), first);
    expect(() => codec.encode(broken, { id: 'a' })).toThrow(
      'sale: an earlier schema cannot be read',
    );
  });
});
