import { Platform } from '../support/platform.js';
import { OwnServices } from './own-services.js';

/** Small enough for a dispatch to have many transactions, of which a fault can hit any. */
const chunkSize = 1_000;

/** A host that does everything, a second one for consumers only, and the services of both. */
export class Installation {
  private constructor(
    readonly services: OwnServices,
    readonly host: Platform,
    readonly second: Platform,
    readonly merchantId: string,
    private readonly adminToken: string,
  ) {}

  static async start(): Promise<Installation> {
    const services = await OwnServices.start();
    const host = await Platform.create({
      ...services.environment,
      PROMENADE_PLUGIN_DISPATCH_CHUNK_SIZE: String(chunkSize),
    });
    try {
      await host.start();
      const token = await host.token('merchant-admin', 'faults');
      const { merchant_id } = await host.api<{ merchant_id: string }>(
        'GET',
        '/api/platform/v1/session',
        token,
      );
      const [longLived = ''] = await host.tokens('merchant-admin', ['faults'], merchant_id);
      return new Installation(services, host, await host.another(), merchant_id, longLived);
    } catch (error) {
      await host.remove();
      await services.remove();
      throw error;
    }
  }

  /** As the merchant's administrator. */
  api<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    return this.host.api<T>(method, path, this.adminToken, init);
  }

  async describe(): Promise<string> {
    return `${await this.services.versions()}, Node ${process.version.slice(1)}, chunks of ${chunkSize}, built hosts in ${this.host.dataDir} and ${this.second.dataDir}`;
  }

  async remove(): Promise<void> {
    await this.second.remove();
    await this.host.remove();
    await this.services.remove();
  }
}
