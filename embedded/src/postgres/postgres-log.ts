import type { LogLevel } from '../process/log-line.js';

/** The level that PostgreSQL put before its message (`ERROR:  …`); continuations count as info. */
export function levelOfPostgresLine(line: string): LogLevel {
  const severity = /^(DEBUG\d?|WARNING|ERROR|FATAL|PANIC):/.exec(line)?.[1];
  if (severity === undefined) return 'info';
  if (severity.startsWith('DEBUG')) return 'debug';
  return severity === 'WARNING' ? 'warn' : 'error';
}
