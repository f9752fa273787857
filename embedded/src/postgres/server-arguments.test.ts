import { expect, test } from '@jest/globals';
import { serverArguments } from './server-arguments.js';

test('listens on 127.0.0.1 alone, with fsync, and takes settings', () => {
  const args = serverArguments('/data', 5_000, { max_connections: 7, 'my.setting': 'a b' });
  expect(args.slice(0, 2)).toEqual(['-D', '/data']);
  for (const setting of [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=on',
    'timezone=UTC',
    'port=5000',
    'max_connections=7',
    'my.setting=a b',
  ]) {
    expect(args).toContain(setting);
  }
});

test.each(['fsync', 'listen_addresses', 'port'])('does not let %s be changed', (name) => {
  expect(() => serverArguments('/data', 5_000, { [name]: 'off' })).toThrow(`${name} is fixed`);
});

test('refuses what is no name of a setting', () => {
  expect(() => serverArguments('/data', 5_000, { '-D /etc': 1 })).toThrow('no name');
});
