const DEFAULTS = {
  max_connections: 200,
  // Compiling short statements costs more than it saves.
  jit: 'off',
  // Whoever receives the lines adds the time.
  log_line_prefix: '',
} as const;

/** Not for the caller to change: the first two keep the database private, the last one durable. */
const FIXED = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  logging_collector: 'off',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
} as const;

export type PostgresSettings = Readonly<Record<string, string | number>>;

/**
 * @throws Error for a setting that is fixed here, or whose name is no name of a setting
 */
export function serverArguments(
  clusterDir: string,
  port: number,
  settings: PostgresSettings = {},
): string[] {
  for (const name of Object.keys(settings)) {
    if (name in FIXED || name === 'port') {
      throw new Error(`The PostgreSQL setting ${name} is fixed for the embedded server`);
    }
    if (!/^[a-z_][a-z0-9_.]*$/i.test(name)) {
      throw new Error(`"${name}" is no name of a PostgreSQL setting`);
    }
  }
  const all = { ...DEFAULTS, ...settings, ...FIXED, port };
  return [
    '-D',
    clusterDir,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
