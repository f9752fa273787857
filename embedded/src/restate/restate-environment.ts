export interface RestatePorts {
  /** Where invocations come in. */
  ingress: number;
  /** Registration of services, health. */
  admin: number;
  /** Restate's own protocol between nodes; a single node needs it too. */
  node: number;
}

/**
 * Restate's settings for one small node: nothing but 127.0.0.1, no telemetry, few partitions, and
 * memory limits far below the defaults (2 GiB for RocksDB, 1 GiB for queries).
 */
export function restateEnvironment(
  ports: RestatePorts,
  privateKeyFile: string,
  settings: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return {
    RESTATE_DEFAULT_NUM_PARTITIONS: '4',
    RESTATE_ROCKSDB_TOTAL_MEMORY_SIZE: '256MB',
    RESTATE_BIFROST__RECORD_CACHE_MEMORY_SIZE: '32MB',
    RESTATE_ADMIN__QUERY_ENGINE__MEMORY_SIZE: '128MB',
    RESTATE_WORKER__INVOKER__MEMORY_LIMIT: '512MB',
    // octocrab asks GitHub for a newer release, and logs an error where there is no way out.
    RESTATE_LOG_FILTER: 'warn,restate=info,octocrab=off',
    RESTATE_SHUTDOWN_TIMEOUT: '10s',
    ...settings,
    RESTATE_LISTEN_MODE: 'tcp',
    RESTATE_BIND_ADDRESS: `127.0.0.1:${ports.node}`,
    RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${ports.node}/`,
    RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${ports.admin}`,
    RESTATE_ADMIN__ADVERTISED_ADMIN_ENDPOINT: `http://127.0.0.1:${ports.admin}/`,
    RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ports.ingress}`,
    RESTATE_INGRESS__ADVERTISED_INGRESS_ENDPOINT: `http://127.0.0.1:${ports.ingress}/`,
    RESTATE_WORKER__INVOKER__REQUEST_IDENTITY_PRIVATE_KEY_PEM_FILE: privateKeyFile,
    RESTATE_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: '1',
    RESTATE_LOG_FORMAT: 'compact',
    RESTATE_LOG_DISABLE_ANSI_CODES: 'true',
    NO_COLOR: '1',
    TZ: 'UTC',
  };
}
