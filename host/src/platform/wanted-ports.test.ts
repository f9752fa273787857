import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../config/load-config.js';
import { settingNamed } from '../config/settings.js';
import { wantedPorts } from './wanted-ports.js';

const settingsOf = (environment: Record<string, string>): string[] =>
  wantedPorts(
    loadConfig({
      folder: tmpdir(),
      environment: { PROMENADE_PLUGINS: './plugin.js', ...environment },
    }),
  ).map(({ setting }) => setting);

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
      PROMENADE_IDENTITY_CLIENT_SECRET: 'x',
    }),
  ).toEqual(['http.port']);
});
