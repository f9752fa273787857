export type { IdentityClient, IdentityOptions, IdentityUser } from './identity/identity-options.js';
export { type EmbeddedIdentity, startIdentity } from './identity/start-identity.js';
export type { AccessTokenClaims, MerchantClaim } from './keys/access-token-claims.js';
export { type AccessTokenRequest, signAccessToken } from './keys/sign-access-token.js';
export { type PublicJwks, publicJwks } from './keys/signing-keys.js';
export {
  type EmbeddedPostgres,
  type PostgresOptions,
  startPostgres,
} from './postgres/start-postgres.js';
export { DataDirInUseError, type DataDirLock, lockDataDir } from './process/data-dir-lock.js';
export type { LogLevel, OnLog } from './process/log-line.js';
export { assertPortsFree, freePort, PortTakenError, type WantedPort } from './process/ports.js';
export { keptSecret, randomPassword } from './process/secret-file.js';
export type { ServiceExit } from './process/service-process.js';
export {
  type EmbeddedRestate,
  type RestateOptions,
  startRestate,
} from './restate/start-restate.js';
export { stopOrphans } from './stop-orphans.js';
