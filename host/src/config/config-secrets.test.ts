import { expect, test } from '@jest/globals';
import { configSecrets, passwordsOf } from './config-secrets.js';
import { loadConfig } from './load-config.js';

test('every secret of a configuration is known, with the passwords in its URLs', () => {
  const { config } = loadConfig({
    folder: '/',
    environment: {
      PROMENADE_PLUGINS: 'p',
      PROMENADE_DATABASE_OWNER_URL: 'postgresql://owner:p%40ssword@db/promenade',
      PROMENADE_DATABASE_APPLICATION_URL: 'postgresql://app@db/promenade',
      PROMENADE_DATABASE_RELAY_URL: 'postgresql://relay@db/promenade',
      PROMENADE_DATABASE_FAN_OUT_URL: 'postgresql://fanout@db/promenade',
      PROMENADE_HTTP_SESSION_KEY: 'k'.repeat(43),
      PROMENADE_IDENTITY_CLIENT_SECRET: 'hush-hush',
    },
  });
  expect(configSecrets(config)).toEqual(
    expect.arrayContaining(['p%40ssword', 'p@ssword', 'k'.repeat(43), 'hush-hush']),
  );
});

test('what is no URL has no password', () => {
  expect(passwordsOf('hush')).toEqual([]);
});
