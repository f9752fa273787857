import { describe, expect, test } from '@jest/globals';
import { crossChecks } from './cross-checks.js';

const settingsAtFault = (values: Readonly<Record<string, unknown>>): string[] =>
  crossChecks(new Map(Object.entries({ 'events.processed_days': 30, ...values }))).map(
    ({ setting }) => setting,
  );
const brokers = { 'kafka.brokers': ['kafka:9092'] };

describe('settings of the events', () => {
  test('must remember what was processed for longer than it can be replayed', () => {
    expect(settingsAtFault({})).toEqual([]);
    expect(settingsAtFault({ 'events.retention_hours': 720 })).toEqual(['events.processed_days']);
    expect(settingsAtFault({ 'events.retention_hours': 719 })).toEqual([]);
    expect(settingsAtFault({ 'events.processed_days': 7 })).toEqual(['events.processed_days']);
    expect(settingsAtFault({ ...brokers, 'events.processed_days': 2 })).toEqual([]);
  });

  test('want brokers for change data capture', () => {
    expect(settingsAtFault({ 'relay.forward': 'cdc', 'kafka.brokers': [] })).toEqual([
      'kafka.brokers',
    ]);
    expect(settingsAtFault({ 'relay.forward': 'cdc', ...brokers })).toEqual([]);
  });
});
