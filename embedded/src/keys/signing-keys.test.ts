import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { signAccessToken } from './sign-access-token.js';
import { publicJwks, signingKeys } from './signing-keys.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const request = {
  issuer: 'http://localhost:1',
  audience: 'https://api.example.com',
  subject: 'ada',
  roles: ['service'],
  merchants: [{ id: 'acme', name: 'Acme' }],
  expiresInSeconds: 60,
};

test('publishes nothing private', async () => {
  const { keys } = await publicJwks(folder.path);
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ]);
});

test('a token verifies by the published keys, until it ends', async () => {
  const token = await signAccessToken(folder.path, request);
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
  const keys = createLocalJWKSet(await publicJwks(folder.path));
  const { payload } = await jwtVerify(token, keys, {
    issuer: request.issuer,
    audience: request.audience,
  });
  expect(payload).toMatchObject({ sub: 'ada', roles: ['service'], merchants: request.merchants });
  const later = new Date(Date.now() + 61_000);
  await expect(jwtVerify(token, keys, { currentDate: later })).rejects.toThrow(/exp/);
});

test.each([0, -1, 0.5])('refuses a life of %d s', async (expiresInSeconds) => {
  await expect(signAccessToken(folder.path, { ...request, expiresInSeconds })).rejects.toThrow(
    RangeError,
  );
});

test('a damaged file is told, not replaced', async () => {
  await signingKeys(folder.path);
  const file = path.join(folder.path, 'signing-keys.json');
  writeFileSync(file, '{"keys": [');
  await expect(signingKeys(folder.path)).rejects.toThrow(/holds no signing keys/);
  expect(readFileSync(file, 'utf8')).toBe('{"keys": [');
});
