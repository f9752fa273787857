import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { TestIdentity } from '../testing/test-identity.js';
import { Authenticator } from './authenticator.js';
import { BrowserLogin } from './browser-login.js';
import { type Session, SessionCookies } from './session.js';
import { TokenVerifier } from './token-verifier.js';

const merchantId = '0190aaaa-0000-7000-8000-00000000000a';
const cookies = new SessionCookies(randomBytes(32), false);
let identity: TestIdentity;
let authenticator: Authenticator;

beforeAll(async () => {
  identity = await TestIdentity.create();
  // Nobody listens there: whatever would ask the provider fails.
  const login = new BrowserLogin({
    issuer: 'http://127.0.0.1:9',
    clientId: 'portal',
    clientSecret: 'secret',
    audience: identity.audience,
    publicUrl: 'http://localhost:8080',
    key: randomBytes(32),
  });
  authenticator = new Authenticator(new TokenVerifier(identity), cookies, login);
});

const sessionOf = async (change: Partial<Session> = {}): Promise<Session> => ({
  access_token: await identity.token({ merchantId, subject: 'mona' }),
  expires_at: Date.now() / 1_000 + 600,
  csrf_token: 'the-csrf-token',
  ...change,
});

const cookieOf = async (session: Session): Promise<string> => {
  const kept = (await cookies.seal(session)).map((one) => parseSetCookie(one));
  return kept.map(({ name, value }) => `${name}=${value}`).join('; ');
};

const refusal = (code: string) => expect.objectContaining({ code });

describe('a bearer token', () => {
  it('tells who asks, without any cookie or CSRF token', async () => {
    const token = await identity.token({ merchantId, subject: 'mona' });
    for (const scheme of ['Bearer', 'bearer']) {
      const { principal, session } = await authenticator.authenticate('POST', {
        authorization: `${scheme} ${token}`,
      });
      expect(principal).toMatchObject({ subject: 'mona', roles: ['merchant-admin'] });
      expect(session).toBeUndefined();
    }
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic bW9uYTpwYXNz', 'Bearer two words', 'Bearer a.b.c'])(
    "is not '%s'",
    async (authorization) => {
      await expect(authenticator.authenticate('GET', { authorization })).rejects.toEqual(
        refusal('unauthenticated'),
      );
    },
  );

  it('counts before a cookie: a bad one is not made good by a session', async () => {
    const cookie = await cookieOf(await sessionOf());
    await expect(
      authenticator.authenticate('GET', { authorization: 'Bearer x', cookie }),
    ).rejects.toEqual(refusal('unauthenticated'));
  });
});

describe('a session cookie', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('is enough to %s', async (method) => {
    const session = await sessionOf();
    const answer = await authenticator.authenticate(method, { cookie: await cookieOf(session) });
    expect(answer.principal.subject).toBe('mona');
    expect(answer.session).toEqual(session);
    expect(answer.setCookies).toBeUndefined();
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('needs the CSRF token to %s', async (method) => {
    const cookie = await cookieOf(await sessionOf());
    for (const sent of [undefined, '', 'another', 'the-csrf-token2']) {
      const headers = { cookie, ...(sent !== undefined && { 'promenade-csrf': sent }) };
      await expect(authenticator.authenticate(method, headers)).rejects.toEqual(
        refusal('csrf-token-missing'),
      );
    }
    const headers = { cookie, 'promenade-csrf': 'the-csrf-token' };
    const { principal } = await authenticator.authenticate(method, headers);
    expect(principal.subject).toBe('mona');
  });

  it.each([
    ['absent', undefined],
    ['garbage', 'promenade_session_0=garbage'],
  ])('that is %s is nobody', async (_case, cookie) => {
    await expect(authenticator.authenticate('GET', { ...(cookie && { cookie }) })).rejects.toEqual(
      refusal('unauthenticated'),
    );
  });

  it('whose token expired ends, unless it can be renewed', async () => {
    const access_token = await identity.token({ merchantId, expiresIn: -60 });
    const ended = await sessionOf({ access_token, expires_at: Date.now() / 1_000 - 60 });
    await expect(
      authenticator.authenticate('GET', { cookie: await cookieOf(ended) }),
    ).rejects.toEqual(refusal('unauthenticated'));
    const renewable = await cookieOf({ ...ended, refresh_token: 'refresh' });
    await expect(authenticator.authenticate('GET', { cookie: renewable })).rejects.toEqual(
      refusal('identity-unavailable'),
    );
  });

  it('is not renewed for a change without the CSRF token: the renewed one would be lost', async () => {
    const cookie = await cookieOf(
      await sessionOf({ expires_at: Date.now() / 1_000 - 60, refresh_token: 'refresh' }),
    );
    await expect(authenticator.authenticate('POST', { cookie })).rejects.toEqual(
      refusal('csrf-token-missing'),
    );
    await expect(
      authenticator.authenticate('POST', { cookie, 'promenade-csrf': 'the-csrf-token' }),
    ).rejects.toEqual(refusal('identity-unavailable'));
  });

  it('does not vouch for the token that it holds', async () => {
    const access_token = await identity.token({ merchantId, audience: 'https://other.test' });
    const cookie = await cookieOf(await sessionOf({ access_token }));
    await expect(authenticator.authenticate('GET', { cookie })).rejects.toEqual(
      refusal('unauthenticated'),
    );
  });
});
