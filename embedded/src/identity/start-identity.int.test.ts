import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { signAccessToken } from '../keys/sign-access-token.js';
import { publicJwks } from '../keys/signing-keys.js';
import { type EmbeddedPostgres, startPostgres } from '../postgres/start-postgres.js';
import { freePort, PortTakenError } from '../process/ports.js';
import {
  ACME,
  AUDIENCE,
  loggedIn,
  newLogin,
  REDIRECT,
  sampleOptions,
  signIn,
  verified,
} from '../testing/sample-identity.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import type { IdentityOptions } from './identity-options.js';
import { type EmbeddedIdentity, startIdentity } from './start-identity.js';

const folder = temporaryFolder();
// The provider tells what an operator should have set up, once each, on the console.
const notices = (['info', 'warn'] as const).map((method) =>
  jest.spyOn(console, method).mockImplementation(() => undefined),
);
let postgres: EmbeddedPostgres;
let identity: EmbeddedIdentity;
let options: IdentityOptions;

beforeAll(async () => {
  postgres = await startPostgres({
    dataDir: path.join(folder.path, 'postgres'),
    port: await freePort(),
    onLog: () => undefined,
  });
  options = {
    ...sampleOptions(path.join(folder.path, 'identity'), await freePort()),
    database: postgres.url,
  };
  identity = await startIdentity(options);
});

afterAll(async () => {
  await identity.stop();
  await postgres.stop();
  folder.remove();
});

describe('code flow with PKCE', () => {
  test('ends with an access token of the documented claims', async () => {
    const { browser, flow } = newLogin(identity.issuer);
    const page = await flow.authorize();
    expect(page.status).toBe(200);
    const back = await signIn(browser, page);
    expect(`${back.url.origin}${back.url.pathname}`).toBe(REDIRECT);
    expect(back.url.searchParams.get('state')).toBe('state-of-the-client');
    expect(back.url.searchParams.get('iss')).toBe(identity.issuer);

    const { tokens } = await flow.exchange(back.url.searchParams.get('code') ?? '');
    const { payload } = await verified(identity.issuer, tokens.access_token);
    expect(payload).toMatchObject({
      sub: 'user-1',
      roles: ['merchant-admin'],
      merchants: [ACME],
      name: 'Ada Admin',
      locale: 'ar',
      client_id: 'portal',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      sub: 'user-1',
      aud: 'portal',
      name: 'Ada Admin',
      email: 'Admin@acme.test',
    });
  });

  test('asks no second time while the session lasts', async () => {
    const { flow } = await loggedIn(identity.issuer);
    const back = await flow.authorize();
    expect(back.url.searchParams.get('code')).toEqual(expect.any(String));
  });

  test('refuses a request without PKCE', async () => {
    const { flow } = newLogin(identity.issuer);
    const back = await flow.authorize({ code_challenge: '', code_challenge_method: '' });
    expect(back.url.searchParams.get('error')).toBe('invalid_request');
  });

  test('refuses another resource', async () => {
    const { flow } = newLogin(identity.issuer);
    const back = await flow.authorize({ resource: 'https://elsewhere.example.com' });
    expect(back.url.searchParams.get('error')).toBe('invalid_target');
  });
});

test('refresh tokens and sessions outlive a restart', async () => {
  const { flow, tokens } = await loggedIn(identity.issuer);
  const first = await flow.refresh(tokens.refresh_token);
  expect(first.status).toBe(200);

  await identity.stop();
  await expect(fetch(identity.issuer)).rejects.toThrow(/fetch failed/);
  identity = await startIdentity(options);

  const second = await flow.refresh(first.tokens.refresh_token);
  expect(second.status).toBe(200);
  const { payload } = await verified(identity.issuer, second.tokens.access_token);
  expect(payload).toMatchObject({ sub: 'user-1', merchants: [ACME], roles: ['merchant-admin'] });
  expect((await flow.authorize()).url.searchParams.get('code')).toEqual(expect.any(String));
});

test('a refresh token that was used before takes the grant with it', async () => {
  const { flow, tokens } = await loggedIn(identity.issuer);
  const { tokens: rotated } = await flow.refresh(tokens.refresh_token);
  expect((await flow.refresh(tokens.refresh_token)).status).toBe(400);
  expect((await flow.refresh(rotated.refresh_token)).status).toBe(400);
});

describe('keys', () => {
  test('are kept readable for the owner alone', () => {
    for (const name of ['signing-keys.json', 'cookie-key']) {
      expect(statSync(path.join(options.dataDir, name)).mode & 0o777).toBe(0o600);
    }
  });

  test('sign tokens without the provider that verify by what it publishes', async () => {
    const token = await signAccessToken(options.dataDir, {
      issuer: identity.issuer,
      audience: AUDIENCE,
      subject: 'someone',
      roles: ['service'],
      merchants: [ACME],
      expiresInSeconds: 60,
    });
    const { payload } = await verified(identity.issuer, token);
    expect(payload).toMatchObject({ sub: 'someone', roles: ['service'], merchants: [ACME] });
    const published = await publicJwks(options.dataDir);
    await jwtVerify(token, createLocalJWKSet(published), { audience: AUDIENCE });
    expect(JSON.stringify(published)).not.toContain('"d"');
  });
});

test('a taken port is told before anything is started', async () => {
  await expect(startIdentity(options)).rejects.toThrow(PortTakenError);
});

test('the provider found nothing to warn about', () => {
  for (const spy of notices) expect(spy.mock.calls).toEqual([]);
});
