import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { keptSecret } from '../process/secret-file.js';

export const SIGNING_ALGORITHM = 'RS256';

/** A private key with what a JWKS says about it. */
export interface SigningKey extends JWK {
  kid: string;
}

/** A set that may be published: RSA modulus and exponent, nothing private. */
export interface PublicJwks {
  keys: JWK[];
}

/**
 * The keys kept in `dataDir` (`signing-keys.json`, mode 0600), made on first use. The first signs;
 * further ones, put in by hand for a rotation, are only published.
 * @throws when the file is no JWKS with at least one private RSA key
 */
export async function signingKeys(dataDir: string): Promise<[SigningKey, ...SigningKey[]]> {
  const file = path.join(dataDir, 'signing-keys.json');
  const content = await keptSecret(file, async () => JSON.stringify({ keys: [await newKey()] }));
  const [first, ...others] = keysIn(content);
  if (!first) throw new Error(`${file} holds no signing keys; remove it to have new ones made`);
  return [first, ...others];
}

/** What the provider publishes at its `jwks_uri`, readable without a running provider. */
export async function publicJwks(dataDir: string): Promise<PublicJwks> {
  const keys = await signingKeys(dataDir);
  return {
    keys: keys.map(({ kty, kid, alg, use, n, e }) => ({ kty, kid, alg, use, n, e })),
  };
}

async function newKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(SIGNING_ALGORITHM, {
    extractable: true,
    modulusLength: 2048,
  });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { ...jwk, kid, alg: SIGNING_ALGORITHM, use: 'sig' };
}

function keysIn(content: string): SigningKey[] {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || !('keys' in value)) return [];
    return Array.isArray(value.keys) ? value.keys.filter(isPrivateRsaKey) : [];
  } catch {
    return [];
  }
}

function isPrivateRsaKey(value: unknown): value is SigningKey {
  if (typeof value !== 'object' || value === null) return false;
  const { kty, kid, n, e, d } = value as Record<string, unknown>;
  return kty === 'RSA' && [kid, n, e, d].every((each) => typeof each === 'string');
}
