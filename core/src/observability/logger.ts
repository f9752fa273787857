import {
  type DestinationStream,
  type Logger as PinoLogger,
  pino,
  stdSerializers,
  stdTimeFunctions,
} from 'pino';
import { logContext } from '../context/request-context.js';
import { redactLine } from './redact.js';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`. */
  readonly level: string;
  /** Standard output unless given. */
  readonly destination?: DestinationStream;
}

/** An error; of one of jose's no more than what it says: it carries the claims of the token. */
const serializedError = (error: Error): object =>
  error instanceof Error && 'code' in error && /^ERR_J(OSE|W)/.test(String(error.code))
    ? { type: error.name, code: error.code, message: error.message }
    : stdSerializers.err(error);

/**
 * JSON lines; each carries the merchant and the correlation id of what is being done. Credentials and known secrets
 * never reach the log.
 */
export const createLogger = ({ level, destination }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { service: 'promenade' },
      timestamp: stdTimeFunctions.isoTime,
      mixin: () => logContext.getStore() ?? {},
      hooks: { streamWrite: redactLine },
      serializers: { err: serializedError },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination ?? pino.destination({ fd: 1, sync: false }),
  );
