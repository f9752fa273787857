import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../../scripts/services', import.meta.url));
const versions = new URL('../../../../scripts/services.d/versions.mjs', import.meta.url);
const run = promisify(execFile);
const folderName = 'promenade-broker-';
/** Where `scripts/services` has Kafka and its controller listen, before an offset. */
const portsOfServices = [29_092, 29_093] as const;
/** Offsets that lead to ports which the system gives to nobody by itself. */
const offsets = { from: 1_000, to: 3_600 };

/** A Kafka of one test alone, which it may stop and start. What it holds outlives that. */
export class OwnBroker {
  private constructor(
    private readonly folder: string,
    private readonly portOffset: number,
  ) {}

  static async create(): Promise<OwnBroker> {
    await removeAbandoned();
    const folder = await mkdtemp(join(tmpdir(), `${folderName}${process.pid}-`));
    return new OwnBroker(folder, await freeOffset());
  }

  /** Of the Kafka that `scripts/services` starts. */
  static async version(): Promise<string> {
    const { KAFKA }: { KAFKA: string } = await import(versions.href);
    return KAFKA;
  }

  get address(): string {
    return `127.0.0.1:${portsOfServices[0] + this.portOffset}`;
  }

  async start(): Promise<void> {
    await services(this.folder, this.portOffset, 'up');
  }

  async stop(): Promise<void> {
    await services(this.folder, this.portOffset, 'down');
  }

  /** kill -9. Resolves when the process is gone. */
  async kill(): Promise<void> {
    const record = await readFile(join(this.folder, 'run', 'kafka.json'), 'utf8');
    const { pid }: { pid: number } = JSON.parse(record);
    process.kill(pid, 'SIGKILL');
    while (!(await isFree(portsOfServices[0] + this.portOffset))) await pause(10);
  }

  /** Stops it and deletes all it held. */
  async remove(): Promise<void> {
    await services(this.folder, this.portOffset, 'down', '--purge');
    await rm(this.folder, { recursive: true, force: true });
  }
}

const services = async (
  folder: string,
  portOffset: number,
  ...command: readonly string[]
): Promise<void> => {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PROMENADE_SERVICES_DIR: folder,
    PROMENADE_SERVICES_PORT_OFFSET: String(portOffset),
  };
  try {
    await run(process.execPath, [program, ...command, '--only', 'kafka'], { env });
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    throw new Error(`scripts/services ${command.join(' ')} failed:\n${said}`, { cause: error });
  }
};

const freeOffset = async (): Promise<number> => {
  for (;;) {
    const offset = offsets.from + Math.floor(Math.random() * (offsets.to - offsets.from));
    const areFree = await Promise.all(portsOfServices.map((port) => isFree(port + offset)));
    if (areFree.every(Boolean)) return offset;
  }
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A run of the tests that was killed leaves its broker behind; the next one ends it. */
const removeAbandoned = async (): Promise<void> => {
  const names = await readdir(tmpdir());
  for (const name of names) {
    const owner = /^promenade-broker-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const folder = join(tmpdir(), name);
    await services(folder, 0, 'down', '--purge');
    await rm(folder, { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
