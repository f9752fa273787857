import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';
import type { Role } from '../auth/principal.js';

export interface TestTokenOptions {
  readonly merchantId: string;
  /** Merchants of the token after the first. */
  readonly otherMerchantIds?: readonly string[];
  readonly subject?: string;
  readonly roles?: readonly Role[];
  readonly audience?: string;
  readonly issuer?: string;
  /** Seconds from now; negative for an expired token. */
  readonly expiresIn?: number;
}

/** An issuer of a test: signs tokens that a test host accepts, and, on request, tokens that it must refuse. */
export class TestIdentity {
  readonly issuer = 'https://identity.test';
  readonly audience = 'https://promenade.test/api';

  private constructor(
    private readonly privateKey: CryptoKey,
    readonly keys: JWTVerifyGetKey,
  ) {}

  static async create(): Promise<TestIdentity> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' };
    return new TestIdentity(privateKey, createLocalJWKSet({ keys: [jwk] }));
  }

  token({
    merchantId,
    otherMerchantIds = [],
    subject = 'tester',
    roles = ['merchant-admin'],
    audience = this.audience,
    issuer = this.issuer,
    expiresIn = 600,
  }: TestTokenOptions): Promise<string> {
    const merchants = [merchantId, ...otherMerchantIds].map((id) => ({
      id,
      name: 'Test merchant',
    }));
    return new SignJWT({ roles, merchants })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setSubject(subject)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
      .sign(this.privateKey);
  }
}
