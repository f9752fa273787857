import { expect, test } from '@jest/globals';
import { restateEnvironment } from './restate-environment.js';

const ports = { ingress: 1_001, admin: 1_002, node: 1_003 };

test('binds every port to 127.0.0.1 and calls nobody', () => {
  const env = restateEnvironment(ports, '/key.pem');
  const bound = Object.entries(env).filter(([name]) => name.endsWith('BIND_ADDRESS'));
  expect(bound.map(([, address]) => address).toSorted()).toEqual([
    '127.0.0.1:1001',
    '127.0.0.1:1002',
    '127.0.0.1:1003',
  ]);
  expect(env).toMatchObject({ RESTATE_DISABLE_TELEMETRY: 'true', RESTATE_LISTEN_MODE: 'tcp' });
});

test('takes settings, but none that would open it', () => {
  const env = restateEnvironment(ports, '/key.pem', {
    RESTATE_DEFAULT_NUM_PARTITIONS: '8',
    RESTATE_BIND_ADDRESS: '0.0.0.0:1',
  });
  expect(env['RESTATE_DEFAULT_NUM_PARTITIONS']).toBe('8');
  expect(env['RESTATE_BIND_ADDRESS']).toBe('127.0.0.1:1003');
});
