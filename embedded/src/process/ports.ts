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
  /** The first of those taken. */
  readonly port: number;
  readonly service: string;
  readonly setting: string;
  readonly taken: readonly WantedPort[];

  constructor(first: WantedPort, ...others: readonly WantedPort[]) {
    const taken = [first, ...others];
    super(others.length === 0 ? oneTaken(first) : severalTaken(taken));
    this.port = first.port;
    this.service = first.service;
    this.setting = first.setting;
    this.taken = taken;
  }
}

const oneTaken = ({ port, service, setting }: WantedPort): string =>
  `Port ${port}, wanted by ${service}, is taken by another program. ` +
  `Stop that program, or set ${setting} to a free port: ${waysToSet(setting)}.`;

const severalTaken = (taken: readonly WantedPort[]): string =>
  [
    `${taken.length} ports are taken by other programs. Stop them, or give free ports:`,
    ...taken.map(
      ({ port, service, setting }) =>
        `  ${port}, wanted by ${service}, is set by ${waysToSet(setting)}`,
    ),
  ].join('\n');

const waysToSet = (setting: string): string =>
  `PROMENADE_${setting.replaceAll('.', '_').toUpperCase()}=<port> or --set ${setting}=<port>`;

/**
 * @throws PortTakenError with every port that is taken
 * @throws RangeError for a port outside 1–65535 or wanted twice
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
  const answers = await Promise.all(wanted.map(({ port }) => isTaken(port)));
  const [first, ...others] = wanted.filter((_one, index) => answers[index]);
  if (first) throw new PortTakenError(first, ...others);
}

/** Ports that systems give to nobody by themselves. */
const unassigned = { from: 10_000, count: 20_000 };
const givenPorts = new Set<number>();

/**
 * A port of 127.0.0.1 that is free at this moment, another one each time. It is none that the system would give to somebody's
 * connection or server, so that it still is when whoever asked has come so far as to listen there.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = unassigned.from + Math.floor(Math.random() * unassigned.count);
    if (givenPorts.has(port)) continue;
    givenPorts.add(port);
    if (!(await isTaken(port))) return port;
  }
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
