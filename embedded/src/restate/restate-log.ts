import type { LogLevel } from '../process/log-line.js';

const LEVELS: Readonly<Record<string, LogLevel>> = {
  TRACE: 'debug',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** Cuts the time off a line of Restate's compact format, since whoever receives it adds one. */
export function parseRestateLine(line: string): { level: LogLevel; message: string } {
  const match = /^\d{4}-\d\d-\d\dT\S+Z\s+(TRACE|DEBUG|INFO|WARN|ERROR)\s+(.*)$/.exec(line);
  const level = match?.[1] === undefined ? undefined : LEVELS[match[1]];
  return { level: level ?? 'info', message: match?.[2] ?? line };
}
