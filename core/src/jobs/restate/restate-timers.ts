import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import { connect, type Ingress, rpc, serde } from '@restatedev/restate-sdk-clients';
import type { Logger } from '../../observability/logger.js';
import type { TimerKey } from '../timer.js';
import { TimerStore } from '../timer-store.js';
import { RestateAddress } from './restate-address.js';

export interface RestateOptions {
  readonly ingressUrl: string;
  readonly adminUrl: string;
  /** Where Restate reaches this host, or a balancer before several: `http://127.0.0.1:9080`. */
  readonly serviceUrl: string;
  /** Where this host listens for Restate; what `serviceUrl` names unless given. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** Public keys (`publickeyv1_…`) whose signature every request of Restate must carry. */
  readonly identityKeys?: readonly string[];
  /** Sets installations that share a Restate apart. */
  readonly namespace: string;
}

/** @returns when to fire next, or undefined when done. */
export type OnTimer = (
  address: { readonly plugin: string; readonly timer: string },
  key: TimerKey,
) => Promise<Date | undefined>;

/** Timers kept by Restate: armed times outlive every process of Promenade. */
export class RestateTimers extends TimerStore {
  readonly address: RestateAddress;
  private readonly object: string;
  private readonly ingress: Ingress;
  private server: Http2Server | undefined;
  private readonly sessions = new Set<ServerHttp2Session>();

  constructor(
    private readonly options: RestateOptions,
    private readonly logger: Logger,
  ) {
    super();
    this.object = `promenade_timer_${options.namespace}`;
    this.address = new RestateAddress(options, this.object);
    this.ingress = connect({ url: options.ingressUrl });
  }

  override async arm(plugin: string, timer: string, key: TimerKey, at: Date): Promise<void> {
    await this.send(addressOf(plugin, timer, key), 'arm', { at: at.getTime() });
  }

  override async cancel(plugin: string, timer: string, key: TimerKey): Promise<void> {
    await this.send(addressOf(plugin, timer, key), 'cancel', undefined);
  }

  /** Answers Restate's calls; it makes them where `address` is registered. */
  async listen(onTimer: OnTimer): Promise<void> {
    // A host that only arms timers does without: it is the largest of all libraries.
    const [{ createEndpointHandler }, { timerObject }] = await Promise.all([
      import('@restatedev/restate-sdk/node'),
      import('./timer-object.js'),
    ]);
    const handler = createEndpointHandler({
      services: [
        timerObject(this.object, async (address) => {
          const { plugin, timer, key } = parseAddress(address);
          const next = await onTimer({ plugin, timer }, key);
          return next?.getTime() ?? null;
        }),
      ],
      ...(this.options.identityKeys && { identityKeys: [...this.options.identityKeys] }),
      logger: ({ level }, message, ...rest) => {
        const severity: string = level;
        if (severity === 'error' || severity === 'warn') {
          this.logger[severity]({ rest }, String(message));
        }
      },
    });
    const server = createServer(handler);
    server.on('session', (session) => {
      this.sessions.add(session);
      session.on('close', () => this.sessions.delete(session));
    });
    const url = new URL(this.options.serviceUrl);
    const { host, port } = this.options.listen ?? { host: url.hostname, port: Number(url.port) };
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
    this.server = server;
  }

  /** Takes no more calls and lets those in hand finish. */
  async close(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const session of this.sessions) session.close();
    const impatient = setTimeout(() => {
      for (const session of this.sessions) session.destroy();
    }, 2_000);
    await closed;
    clearTimeout(impatient);
  }

  private async send(key: string, handler: string, body: unknown): Promise<void> {
    await this.ingress.send({
      service: this.object,
      handler,
      key,
      parameter: body,
      opts: rpc.sendOpts({ input: serde.json }),
    });
  }
}

const addressOf = (plugin: string, timer: string, { merchantId, id }: TimerKey): string =>
  [plugin, timer, merchantId, id].join('/');

const parseAddress = (address: string): { plugin: string; timer: string; key: TimerKey } => {
  const [plugin = '', timer = '', merchantId = '', ...id] = address.split('/');
  return { plugin, timer, key: { merchantId, id: id.join('/') } };
};
