import { type logCreator, logLevel } from 'kafkajs';
import type { Logger } from '../../observability/logger.js';

/** Sends what kafkajs says to the host's log, in the host's form. */
export const kafkaLogging =
  (logger: Logger): logCreator =>
  () =>
  ({ level, namespace, log }) => {
    const { message, timestamp: _timestamp, logger: _name, ...details } = log;
    const line = { component: `kafkajs ${namespace}`, ...details };
    // A broker that restarts makes kafkajs report errors that it then repairs: for the host they are warnings at most.
    if (level === logLevel.ERROR) logger.warn(line, message);
    else logger.debug(line, message);
  };
