import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventContract } from '@promenade/proto';
import { logContext } from '../context/request-context.js';
import { queryAs } from '../testing/create-test-host.js';
import { AvroCodec } from './avro/index.js';
import { Outbox } from './outbox.js';
import { EventLab, type Note, noteContract } from './testing/event-lab.js';

let lab: EventLab;
let merchantId: string;
let contract: EventContract<Note>;

beforeAll(async () => {
  lab = await EventLab.open();
});
afterAll(() => lab?.stop());
beforeEach(() => {
  merchantId = randomUUID();
  contract = noteContract();
});

interface Row {
  id: string;
  aggregatetype: string;
  aggregateid: string;
  type: string;
  payload: Buffer;
  headers: Record<string, string>;
  merchant_id: string;
  partition: number | null;
}
const written = () =>
  queryAs<Row>(
    lab.urls.relay,
    'select * from promenade.outbox where aggregatetype = $1 order by sequence',
    [contract.topic],
  );
const append = (notes: readonly Note[], options = {}) =>
  lab.database.transaction(merchantId, (tx) => lab.outbox.append(tx, contract, notes, options));

describe('the outbox', () => {
  test('holds the final bytes and headers of what was appended, in order', async () => {
    const notes = Array.from({ length: 500 }, (_none, index) => ({
      key: `k${index % 7}`,
      text: `${index}`,
    }));
    await append(notes);
    const rows = await written();
    expect(rows.map(({ aggregateid }) => aggregateid)).toEqual(notes.map(({ key }) => key));
    const codec = new AvroCodec();
    expect(rows.map(({ payload }) => codec.decode(contract, payload))).toEqual(notes);
    const [row] = rows;
    expect(row).toMatchObject({ type: contract.type, merchant_id: merchantId, partition: null });
    expect(row?.headers).toEqual({
      ce_specversion: '1.0',
      ce_id: row?.id,
      ce_type: contract.type,
      ce_source: '/promenade/lab',
      ce_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      ce_merchantid: merchantId,
      ce_correlationid: expect.any(String),
      'content-type': 'application/avro',
    });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(500);
    expect(row?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  test('leaves with its transaction: nothing of one that was rolled back', async () => {
    const failing = lab.database.transaction(merchantId, async (tx) => {
      await lab.outbox.append(tx, contract, [{ key: 'k', text: 'never' }]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await append([{ key: 'k', text: 'committed' }]);
    expect(await written()).toHaveLength(1);
  });

  test('carries the correlation id of what was being done', async () => {
    await logContext.run({ correlation_id: 'trace-me' }, () => append([{ key: 'k', text: 'x' }]));
    expect((await written())[0]?.headers.ce_correlationid).toBe('trace-me');
  });

  test('takes id and partition from the value where the contract wants it', async () => {
    const id = randomUUID();
    await append([{ key: 'k', text: '3' }], {
      id: () => id,
      partition: ({ text }: Note) => Number(text),
    });
    expect((await written())[0]).toMatchObject({ id, partition: 3, headers: { ce_id: id } });
  });

  test('takes nothing that does not fit the contract, and nothing of its neighbours', async () => {
    const notes = [{ key: 'k', text: 'fits' }, { key: 'k' } as Note];
    await expect(append(notes)).rejects.toMatchObject({
      name: 'EventEncodeError',
      faults: [{ path: '/text', expected: 'a string' }],
    });
    expect(await written()).toEqual([]);
  });

  test('takes no payload that a broker would not take, and nothing of its neighbours', async () => {
    const noteOf = (bytes: number) => ({ key: 'k', text: 'x'.repeat(bytes) });
    await append([noteOf(999_000)]);
    await expect(append([noteOf(1), noteOf(1_000_000)])).rejects.toMatchObject({
      code: 'event-too-large',
      kind: 'too-large',
      params: {
        topic: contract.topic,
        type: contract.type,
        bytes: expect.any(Number),
        limit: 1_000_000,
      },
    });
    expect(await written()).toHaveLength(1);
  });

  test('takes only what its plugin declares', async () => {
    const outbox = new Outbox(new AvroCodec(), '/promenade/notes', [{ topic: 'other' }, contract]);
    const appendTo = (given: typeof contract, notes: Note[]) =>
      lab.database.transaction(merchantId, (tx) => outbox.append(tx, given, notes));
    await appendTo(contract, [{ key: 'k', text: 'x' }]);
    expect(await written()).toHaveLength(1);
    await expect(appendTo(noteContract(), [])).rejects.toMatchObject({
      name: 'UndeclaredContractError',
      message: expect.stringMatching(
        /^'\/promenade\/notes' appends events of 'note\..*add the contract to 'contributes.produces'/,
      ),
    });
  });

  test('writes nothing for nothing', async () => {
    await append([]);
    expect(await written()).toEqual([]);
  });
});
