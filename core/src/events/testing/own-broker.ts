import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../../scripts/services', import.meta.url));
const portOfServices = 29_092;
const run = promisify(execFile);

/** A Kafka of one test alone, which it may stop and start. What it holds outlives that. */
export class OwnBroker {
  private constructor(
    private readonly folder: string,
    private readonly portOffset: number,
  ) {}

  /** @param portOffset sets its ports apart from those of other brokers on this machine, 0 to 30000 */
  static async create(portOffset: number): Promise<OwnBroker> {
    return new OwnBroker(await mkdtemp(join(tmpdir(), 'promenade-broker-')), portOffset);
  }

  get address(): string {
    return `127.0.0.1:${portOfServices + this.portOffset}`;
  }

  async start(): Promise<void> {
    await this.services('up');
  }

  async stop(): Promise<void> {
    await this.services('down');
  }

  /** Stops it and deletes all it held. */
  async remove(): Promise<void> {
    await this.services('down', '--purge');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async services(...command: readonly string[]): Promise<void> {
    await run(process.execPath, [program, ...command, '--only', 'kafka'], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PROMENADE_SERVICES_DIR: this.folder,
        PROMENADE_SERVICES_PORT_OFFSET: String(this.portOffset),
      },
    });
  }
}
