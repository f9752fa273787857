import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { loadConfig } from './load-config.js';
import { settingNamed } from './settings.js';
import { valueAt } from './value-at.js';
import { wantedPorts } from './wanted-ports.js';

const settingsOf = (environment: Record<string, string>): string[] => {
  const { config } = loadConfig({
    folder: tmpdir(),
    environment: { PROMENADE_PLUGINS: './plugin.js', ...environment },
  });
  return wantedPorts((name) => valueAt(config, name)).map(({ setting }) => setting);
};

test('every port has a setting, known by the name that its error tells', () => {
  const names = settingsOf({});
  expect(names).toHaveLength(8);
  for (const name of names) {
    expect(settingNamed(name)?.variable).toBe(
      `PROMENADE_${name.replaceAll('.', '_').toUpperCase()}`,
    );
  }
});

test('a host that only serves HTTP, with services elsewhere, wants one', () => {
  expect(
    settingsOf({
      PROMENADE_ROLES: 'http',
      PROMENADE_DATABASE_OWNER_URL: 'postgresql://a:b@db.example/c',
      PROMENADE_DATABASE_APPLICATION_URL: 'postgresql://a:b@db.example/c',
      PROMENADE_DATABASE_RELAY_URL: 'postgresql://a:b@db.example/c',
      PROMENADE_DATABASE_FAN_OUT_URL: 'postgresql://a:b@db.example/c',
      PROMENADE_HTTP_SESSION_KEY: 'k'.repeat(43),
      PROMENADE_RESTATE_INGRESS_URL: 'http://restate.example:8080',
      PROMENADE_RESTATE_ADMIN_URL: 'http://restate.example:9070',
      PROMENADE_IDENTITY_ISSUER: 'https://id.example',
      PROMENADE_IDENTITY_CLIENT_SECRET: 'hush-hush',
    }),
  ).toEqual(['http.port']);
});

test('two of them are never the same; a role that a host does not have wants none', () => {
  const same = { PROMENADE_HTTP_PORT: '7000', PROMENADE_GRPC_PORT: '7000' };
  expect(() => settingsOf(same)).toThrow('http.port and grpc.port are both 7000');
  expect(settingsOf({ ...same, PROMENADE_ROLES: 'http' })).not.toContain('grpc.port');
});
