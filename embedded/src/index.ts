export { DataDirInUseError } from './process/data-dir-lock.js';
export type { LogLevel, OnLog } from './process/log-line.js';
export { assertPortsFree, freePort, PortTakenError, type WantedPort } from './process/ports.js';
export type { ServiceExit } from './process/service-process.js';
export {
  startPostgres,
  type EmbeddedPostgres,
  type PostgresOptions,
} from './postgres/start-postgres.js';
export {
  startRestate,
  type EmbeddedRestate,
  type RestateOptions,
} from './restate/start-restate.js';
