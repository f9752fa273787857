import { connect, createServer } from 'node:net';

export interface WantedPort {
  port: number;
  /** Who wants it, as an operator knows it, e.g. `PostgreSQL`. */
  service: string;
  /** The setting by which the port is changed, e.g. `postgres.port`. */
  setting: string;
}

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
  readonly code = 'PORT_TAKEN';
  readonly port: number;
  readonly service: string;
  readonly setting: string;

  constructor({ port, service, setting }: WantedPort) {
    super(
      `Port ${port}, wanted by ${service}, is taken by another program. ` +
        `Stop that program, or set ${setting} to a free port.`,
    );
    this.port = port;
    this.service = service;
    this.setting = setting;
  }
}

/**
 * @throws PortTakenError for the first port that is taken or is wanted twice
 * @throws RangeError for a port outside 1–65535
 */
export async function assertPortsFree(wanted: readonly WantedPort[]): Promise<void> {
  const seen = new Map<number, WantedPort>();
  for (const one of wanted) {
    if (!Number.isInteger(one.port) || one.port < 1 || one.port > 65_535) {
      throw new RangeError(`${one.setting} must be a port, 1 to 65535, and is ${one.port}`);
    }
    const other = seen.get(one.port);
    if (other) {
      throw new RangeError(
        `${one.setting} and ${other.setting} are both ${one.port}: ` +
          `${one.service} and ${other.service} need ports of their own`,
      );
    }
    seen.set(one.port, one);
  }
  for (const one of wanted) {
    if (await isTaken(one.port)) throw new PortTakenError(one);
  }
}

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No port was assigned');
  return address.port;
}

/**
 * Connecting comes first: macOS lets one bind 127.0.0.1 beside a listener on all addresses, and a
 * listener on ::1 alone would catch the browsers that go to `localhost`.
 */
async function isTaken(port: number): Promise<boolean> {
  return (await answers('127.0.0.1', port)) || (await answers('::1', port)) || !(await binds(port));
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}

function binds(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new Error(`Port ${port} cannot be used: ${error.message}`, { cause: error }));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
