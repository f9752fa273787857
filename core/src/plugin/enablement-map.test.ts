import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Listener } from '../database/listener.js';
import { samplePlugin } from '../testing/sample-plugin.js';
import { EnablementMap } from './enablement-map.js';
import { Gate } from './gate.js';
import { scriptedDatabase } from './testing/scripted-database.js';

const acme = '0190aaaa-0000-7000-8000-00000000000a';
const bazaar = '0190aaaa-0000-7000-8000-00000000000b';

const { spec: always } = samplePlugin('always', { enablement: 'always' });
const { spec: optOut } = samplePlugin('opt-out');
const { spec: optIn } = samplePlugin('opt-in', { enablement: 'opt-in' });
const { spec: leaf } = samplePlugin('leaf', { dependsOn: { required: ['opt-in'] } });
const { spec: alwaysLeaf } = samplePlugin('always-leaf', {
  enablement: 'always',
  dependsOn: { required: ['leaf'], optional: ['opt-out'] },
});
const { spec: orphan } = samplePlugin('orphan', { dependsOn: { required: ['gone'] } });
const specs = [always, optOut, optIn, leaf, alwaysLeaf, orphan];

type Row = { merchant_id: string; plugin_id: string; enabled: boolean };
let rows: Row[];
let version: number;
let statements: string[];
let failure: Error | undefined;
let notify: () => void;
let errors: unknown[];
let map: EnablementMap;

const set = (merchant_id: string, plugin_id: string, enabled: boolean): void => {
  rows = [{ merchant_id, plugin_id, enabled }, ...rows];
  version += 1;
};

beforeEach(async () => {
  jest.useFakeTimers();
  [rows, version, statements, failure, errors] = [[], 0, [], undefined, []];
  const database = scriptedDatabase(async (statement) => {
    if (failure) throw failure;
    statements.push(statement);
    if (statement.includes('enablement_version')) return [{ version: String(version) }];
    return rows.toReversed();
  });
  const listener = {
    listen: async (_channel: string, handler: () => void) => {
      notify = handler;
      return () => undefined;
    },
  } as unknown as Listener;
  map = new EnablementMap(specs, database, listener, (error) => errors.push(error));
  await map.open();
});
afterEach(() => {
  map.close();
  jest.useRealTimers();
});

const onFor = (merchantId: string): string[] =>
  specs.filter((spec) => map.isOn(spec, merchantId)).map(({ id }) => id);

describe('EnablementMap', () => {
  it('holds what the definitions say, where nothing was switched', () => {
    expect(onFor(acme)).toEqual(['always', 'opt-out']);
  });

  it('follows the switches of each merchant, and takes dependents along', async () => {
    set(acme, 'opt-in', true);
    set(bazaar, 'opt-out', false);
    notify();
    await map.refresh();
    expect(onFor(acme)).toEqual(['always', 'opt-out', 'opt-in', 'leaf', 'always-leaf']);
    expect(onFor(bazaar)).toEqual(['always']);
    set(acme, 'opt-in', false);
    await map.refresh();
    expect(onFor(acme)).toEqual(['always', 'opt-out']);
  });

  it('keeps on what may never be switched off, whatever the table holds', async () => {
    set(acme, 'always', false);
    await map.refresh();
    expect(map.isOn(always, acme)).toBe(true);
  });

  it('finds by its poll what a lost notification would have told', async () => {
    set(acme, 'opt-out', false);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(map.isOn(optOut, acme)).toBe(false);
  });

  it('reads the switches only when their version changed', async () => {
    statements = [];
    await map.refresh();
    expect(statements).toHaveLength(1);
    set(acme, 'opt-out', false);
    await map.refresh();
    expect(statements).toHaveLength(3);
  });

  it('tells one who relies on a reading that it failed, and reads on', async () => {
    failure = new Error('no database');
    await expect(map.confirm()).rejects.toBe(failure);
    failure = undefined;
    set(acme, 'opt-out', false);
    await map.confirm();
    expect(map.isOn(optOut, acme)).toBe(false);
    expect(errors).toEqual([]);
  });

  it('is closed after 15 s without an answer, except for what cannot be switched', async () => {
    failure = new Error('no database');
    await jest.advanceTimersByTimeAsync(14_900);
    expect(onFor(acme)).toEqual(['always', 'opt-out']);
    await jest.advanceTimersByTimeAsync(200);
    expect(map.isConfirmed()).toBe(false);
    expect(onFor(acme)).toEqual(['always']);
    expect(errors).toHaveLength(3);
    expect(errors).toEqual(errors.map(() => failure));

    failure = undefined;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(onFor(acme)).toEqual(['always', 'opt-out']);
  });

  it('counts the age of an answer from the question', async () => {
    let answer = (): void => undefined;
    const slow = scriptedDatabase(async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return [{ version: '1' }];
    });
    const listener = { listen: async () => () => undefined } as unknown as Listener;
    const late = new EnablementMap(specs, slow, listener, () => undefined);
    void late.refresh();
    await jest.advanceTimersByTimeAsync(16_000);
    answer();
    await jest.advanceTimersByTimeAsync(0);
    answer();
    await jest.advanceTimersByTimeAsync(0);
    expect(late.isConfirmed()).toBe(false);
  });

  it('stops polling when closed', async () => {
    map.close();
    statements = [];
    await jest.advanceTimersByTimeAsync(20_000);
    expect(statements).toEqual([]);
  });
});

describe('Gate', () => {
  const { spec: guarded } = samplePlugin('opt-out', {
    permissions: {
      'opt-out.read': { summary: 'Read', roles: ['customer', 'merchant-admin'] },
    },
  });
  const admit =
    (roles: Parameters<Gate['admit']>[2], permission = 'opt-out.read') =>
    () =>
      new Gate(map).admit(guarded, acme, roles, permission);
  const refusal = (code: string) => expect.objectContaining({ code });

  it('admits one of the roles that have the permission', () => {
    expect(admit(['service', 'customer'])).not.toThrow();
    expect(admit(['service'])).toThrow(refusal('permission-denied'));
    expect(admit([])).toThrow(refusal('permission-denied'));
    expect(admit(['merchant-admin'], 'opt-out.write')).toThrow(refusal('permission-denied'));
    expect(admit(['merchant-admin'], 'toString')).toThrow(refusal('permission-denied'));
  });

  it('says first whether the plugin is on, so that nobody learns of permissions there', async () => {
    set(acme, 'opt-out', false);
    await map.refresh();
    expect(admit(['customer'])).toThrow(refusal('plugin-not-enabled'));
    expect(admit([])).toThrow(refusal('plugin-not-enabled'));
  });

  it('tells the unknown from the switched off', async () => {
    failure = new Error('no database');
    await jest.advanceTimersByTimeAsync(16_000);
    expect(admit(['customer'])).toThrow(refusal('enablement-unknown'));
    expect(new Gate(map).knowsEnablement()).toBe(false);
  });
});
