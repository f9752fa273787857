import { isPassingFault, someCause } from './passing-fault.js';

// How the HTTP client says that a connection ended or that no answer came.
const silence = /^UND_ERR_(SOCKET|\w+_TIMEOUT)$/;

/**
 * Whether `fetch` failed because the other side is away or silent, and may work when it is tried again. An untrusted certificate
 * and a URL that is refused stay as they are.
 */
export const isPassingFetchFault = (error: unknown): boolean =>
  isPassingFault(error) ||
  someCause(
    error,
    (cause) =>
      cause.name === 'TimeoutError' || ('code' in cause && silence.test(String(cause.code))),
  );
