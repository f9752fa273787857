import { createServer, type Server } from 'node:http';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { TestIdentity } from '../testing/test-identity.js';
import { keysOfIssuer, TokenVerifier } from './token-verifier.js';

const merchantId = '0190aaaa-0000-7000-8000-00000000000a';
let identity: TestIdentity;
let tokens: TokenVerifier;

beforeAll(async () => {
  identity = await TestIdentity.create();
  tokens = new TokenVerifier(identity);
});

const refused = (code = 'unauthenticated') => expect.objectContaining({ code });
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('TokenVerifier', () => {
  it('reads the holder out of a good token, and no role that it does not know', async () => {
    const roles = ['customer', 'emperor' as 'service'] as const;
    const token = await identity.token({
      merchantId: merchantId.toUpperCase(),
      subject: 'c1',
      roles,
    });
    expect(await tokens.verify(token)).toEqual({
      subject: 'c1',
      name: 'c1',
      roles: ['customer'],
      merchants: [{ id: merchantId, name: 'Test merchant' }],
      expiresAt: expect.any(Number),
    });
  });

  it.each([
    ['expired', { expiresIn: -60 }],
    ['for another audience', { audience: 'https://other.test' }],
    ['of another issuer', { issuer: 'https://other.test' }],
    ['with a merchant that is no id', { merchantId: 'acme' }],
    ['without a subject', { subject: '' }],
  ])('refuses a token that is %s', async (_case, change) => {
    const token = await identity.token({ merchantId, ...change });
    await expect(tokens.verify(token)).rejects.toEqual(refused());
  });

  it('refuses a token signed by a key of the same name, and one without a signature', async () => {
    const stranger = await TestIdentity.create();
    const foreign = await stranger.token({ merchantId });
    await expect(tokens.verify(foreign)).rejects.toEqual(refused());
    const [, claims = ''] = (await identity.token({ merchantId })).split('.');
    for (const header of [{ alg: 'none' }, { alg: 'none', kid: 'test' }, { alg: 'None' }]) {
      await expect(tokens.verify(`${part(header)}.${claims}.`)).rejects.toEqual(refused());
    }
  });

  it('refuses a token signed with a shared secret', async () => {
    const token = await new SignJWT({ roles: [], merchants: [] })
      .setProtectedHeader({ alg: 'HS256', kid: 'test' })
      .setSubject('tester')
      .setIssuer(identity.issuer)
      .setAudience(identity.audience)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('a secret of thirty-two characters'));
    await expect(tokens.verify(token)).rejects.toEqual(refused());
  });

  it('refuses any garbage as the fault of the caller, and never of the provider', async () => {
    const good = await identity.token({ merchantId });
    // Not within the signature: its last character holds bits that count for nothing.
    const mangled = fc
      .tuple(fc.nat(good.lastIndexOf('.') - 4), fc.string({ maxLength: 4 }), fc.nat(4))
      .map(([at, text, cut]) => good.slice(0, at) + text + good.slice(at + cut))
      .filter((token) => token !== good);
    const header = fc.record(
      {
        alg: fc.constantFrom('ES256', 'RS256', 'EdDSA', 'none', 'dir', 7),
        kid: fc.oneof(fc.constant('test'), fc.string(), fc.integer()),
        crit: fc.constantFrom(['b64'], [], 'b64'),
        b64: fc.boolean(),
        jwk: fc.constant({ kty: 'oct', k: 'AA' }),
      },
      { requiredKeys: [] },
    );
    const made = fc
      .tuple(fc.oneof(header, fc.jsonValue()), fc.jsonValue(), fc.base64String())
      .map(([head, body, signature]) => `${part(head)}.${part(body)}.${signature}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), mangled, made), async (token) => {
        await expect(tokens.verify(token)).rejects.toEqual(refused());
      }),
      { numRuns: 500 },
    );
  });
});

describe('keysOfIssuer', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  const issuerThat = async (answer: (path: string, base: string) => [number, unknown]) => {
    server = createServer((request, response) => {
      const [status, body] = answer(request.url ?? '', `http://${request.headers.host}`);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return new TokenVerifier({
      issuer: identity.issuer,
      audience: identity.audience,
      keys: keysOfIssuer(`http://127.0.0.1:${port}/realm`),
    });
  };

  it.each([
    ['discovery fails', 500, {}, 200, { keys: [] }],
    ['discovery answers nonsense', 200, { jwks_uri: 7 }, 200, { keys: [] }],
    ['the keys fail', 200, undefined, 500, {}],
    ['the keys are nonsense', 200, undefined, 200, { keys: 'none' }],
  ])('is unavailable while %s', async (_case, status, discovery, keysStatus, keys) => {
    const verifier = await issuerThat((path, base) =>
      path === '/realm/.well-known/openid-configuration'
        ? [status, discovery ?? { jwks_uri: `${base}/keys` }]
        : [keysStatus, keys],
    );
    const token = await identity.token({ merchantId });
    await expect(verifier.verify(token)).rejects.toEqual(refused('identity-unavailable'));
  });

  it('finds the keys once, and again after a failure', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'served', alg: 'ES256' };
    const asked: string[] = [];
    const verifier = await issuerThat((path, base) => {
      asked.push(path);
      if (asked.length === 1) return [503, {}];
      return [200, path === '/keys' ? { keys: [jwk] } : { jwks_uri: `${base}/keys` }];
    });
    const token = await new SignJWT({ roles: [], merchants: [] })
      .setProtectedHeader({ alg: 'ES256', kid: 'served' })
      .setSubject('tester')
      .setIssuer(identity.issuer)
      .setAudience(identity.audience)
      .setExpirationTime('1h')
      .sign(privateKey);
    await expect(verifier.verify(token)).rejects.toEqual(refused('identity-unavailable'));
    for (let time = 0; time < 3; time += 1) {
      expect(await verifier.verify(token)).toMatchObject({ subject: 'tester' });
    }
    const discovery = '/realm/.well-known/openid-configuration';
    expect(asked).toEqual([discovery, discovery, '/keys']);
  });
});
