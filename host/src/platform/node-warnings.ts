import type { Logger } from '@promenade/core';

/** Sends Node's own warnings to the log rather than to standard error. */
export const logNodeWarnings = (logger: Logger): void => {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    logger.warn({ err: warning }, 'warning of Node');
  });
};
