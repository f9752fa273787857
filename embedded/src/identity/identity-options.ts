import type { MerchantClaim } from '../keys/access-token-claims.js';
import type { OnLog } from '../process/log-line.js';

export interface IdentityUser {
  /** Claim `sub`; stable. */
  id: string;
  /** What one logs in with; case does not matter. */
  email: string;
  name: string;
  password: string;
  roles: readonly string[];
  /** Ids out of `merchants` of the options. */
  merchants: readonly string[];
  /** BCP 47 tag. */
  locale?: string;
}

export interface IdentityClient {
  id: string;
  /** Shown on the pages ("continue to …"). */
  name: string;
  /** With a secret the client logs in by HTTP Basic, without one it is public. PKCE always. */
  secret?: string;
  redirectUris: readonly string[];
  postLogoutRedirectUris?: readonly string[];
}

export interface IdentityOptions {
  /** Folder for signing and cookie keys; made where it is absent. */
  dataDir: string;
  /** TCP port on 127.0.0.1; the issuer is `http://localhost:<port>`. */
  port: number;
  clients: readonly IdentityClient[];
  merchants: readonly MerchantClaim[];
  users: readonly IdentityUser[];
  /** Audience of every access token, an absolute URI. */
  resource: string;
  /** Languages of the pages, the fall-back first. Default `['en', 'ar', 'he']`. */
  locales?: readonly string[];
  /**
   * PostgreSQL URL; sessions, grants and refresh tokens are kept in its schema `identity`, which
   * is made at start. Without it they are lost when the provider stops.
   */
  database?: string;
  onLog: OnLog;
  /** Life of access tokens in seconds. Default 600. */
  accessTokenSeconds?: number;
  /** Life of sessions, grants and refresh tokens in seconds. Default 1 209 600 (14 days). */
  sessionSeconds?: number;
  /** Name of the setting that `PortTakenError` tells to change. Default `identity.port`. */
  portSetting?: string;
}
