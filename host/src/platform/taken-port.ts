import { PortTakenError, type WantedPort } from '@promenade/embedded';

const refusal = /EADDRINUSE.*:(\d+)/;

/**
 * Ports are free when they are looked at, and may be taken before the host listens on them, by the outgoing connection of another program too.
 * @returns the error that names who wanted the port and the cure; the one given where it is another one
 */
export const namingTakenPort = (error: unknown, wanted: readonly WantedPort[]): unknown => {
  const [, digits] = (Error.isError(error) && refusal.exec(error.message)) || [];
  const one = wanted.find(({ port }) => port === Number(digits));
  return one ? new PortTakenError(one) : error;
};
