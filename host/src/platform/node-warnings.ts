import type { Logger } from '@promenade/core';

/**
 * Sends Node's own warnings to the log rather than to standard error. kafkajs asks for timers in the past
 * (tulios/kafkajs#1751), which Node 24 warns of and runs at once: harmless, and said with every connection.
 */
export const logNodeWarnings = (logger: Logger): void => {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    const level = warning.name === 'TimeoutNegativeWarning' ? 'debug' : 'warn';
    logger[level]({ err: warning }, 'warning of Node');
  });
};
