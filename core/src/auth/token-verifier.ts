import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { coreError } from '../errors/core-errors.js';
import { isRole, type Principal } from './principal.js';
import { VerifiedTokens } from './verified-tokens.js';

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(z.string()),
  merchants: z.array(z.object({ id: z.guid().toLowerCase(), name: z.string() })),
});

/** Checks access tokens: signature, issuer, audience, times and our claims. */
export class TokenVerifier {
  private readonly verified = new VerifiedTokens();

  constructor(private readonly options: TokenVerifierOptions) {}

  /** @throws unauthenticated, with the reason as its cause; unavailable when the keys cannot be read. */
  async verify(token: string): Promise<Principal> {
    const known = this.verified.find(token);
    if (known) return known;
    const principal = await this.check(token);
    this.verified.keep(token, principal);
    return principal;
  }

  private async check(token: string): Promise<Principal> {
    let payload: JWTPayload;
    try {
      const { issuer, audience, keys } = this.options;
      ({ payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 5,
      }));
    } catch (cause) {
      throw coreError(isFaultOfToken(cause) ? 'unauthenticated' : 'identity-unavailable', {
        cause,
      });
    }
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) throw coreError('unauthenticated', { cause: claims.error });
    return {
      subject: claims.data.sub,
      name: claims.data.name ?? claims.data.sub,
      roles: claims.data.roles.filter(isRole),
      merchants: claims.data.merchants,
      ...(payload.exp !== undefined && { expiresAt: payload.exp * 1_000 }),
    };
  }
}

/** Whether verifying failed for the token's sake, and not because the issuer's keys could not be read. */
const isFaultOfToken = (cause: unknown): boolean =>
  cause instanceof errors.JOSEError &&
  !(cause instanceof errors.JWKSTimeout) &&
  !(cause instanceof errors.JWKSInvalid) &&
  // What the reader of the keys throws when the issuer answers anything but a key set.
  cause.code !== 'ERR_JOSE_GENERIC';

/** The keys that an issuer publishes, found by OpenID Connect Discovery at first use and kept. */
export const keysOfIssuer = (issuer: string): JWTVerifyGetKey => {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const discover = async (): Promise<JWTVerifyGetKey> => {
    const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
    const response = await fetch(new URL('.well-known/openid-configuration', base), {
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error(`${issuer} answered discovery with ${response.status}`);
    const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri));
  };
  return async (header, token) => {
    keys ??= discover().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return (await keys)(header, token);
  };
};
