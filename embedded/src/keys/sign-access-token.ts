import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { type AccessTokenClaims, accessTokenClaims } from './access-token-claims.js';
import { SIGNING_ALGORITHM, signingKeys } from './signing-keys.js';

export interface AccessTokenRequest extends AccessTokenClaims {
  issuer: string;
  audience: string;
  subject: string;
  /** Life in whole seconds, at least 1. */
  expiresInSeconds: number;
  /** Claim `client_id`. Default `embedded-cli`. */
  clientId?: string;
}

/**
 * Signs a token by the kept keys, without a running provider; the same shape as the provider's own
 * (RFC 9068). Whoever can read `dataDir` can be anyone: for command lines and tests.
 * @throws RangeError for a life of less than one second
 */
export async function signAccessToken(
  dataDir: string,
  request: AccessTokenRequest,
): Promise<string> {
  const { issuer, audience, subject, expiresInSeconds, clientId = 'embedded-cli' } = request;
  if (!Number.isInteger(expiresInSeconds) || expiresInSeconds < 1) {
    throw new RangeError(`expiresInSeconds must be a whole number from 1, not ${expiresInSeconds}`);
  }
  const [key] = await signingKeys(dataDir);
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...accessTokenClaims(request), client_id: clientId })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'at+jwt', kid: key.kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(await importJWK(key, SIGNING_ALGORITHM));
}
