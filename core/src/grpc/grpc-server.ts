import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { descriptorSet } from '@promenade/proto';
import { HealthImplementation } from 'grpc-health-check';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginScope } from '../plugin/plugin-scope.js';
import { type RpcServices, unaryHandler } from './unary-handler.js';

export interface GrpcTls {
  readonly rootCertificates: Buffer;
  readonly privateKey: Buffer;
  readonly certificateChain: Buffer;
}

export interface GrpcServerOptions extends RpcServices {
  readonly plugins: readonly { readonly spec: PluginSpec; readonly scope: PluginScope }[];
  /** Mutual TLS: clients must present a certificate of the given root. Plain text without. */
  readonly tls?: GrpcTls;
}

/** The gRPC face of a host: the plugins' services, health and reflection. */
export class GrpcServer {
  private readonly server = new Server();
  private readonly health: HealthImplementation;
  /** Every service, and '' for the whole server. */
  private readonly names = new Set(['']);

  constructor(private readonly options: GrpcServerOptions) {
    for (const { spec, scope } of options.plugins) {
      for (const { service, methods } of spec.contributes?.grpc ?? []) {
        const handlers: UntypedServiceImplementation = {};
        for (const [name, definition] of Object.entries(service)) {
          const method = methods[name];
          if (method) handlers[name] = unaryHandler(method, spec, scope, options);
          this.names.add(definition.path.split('/')[1] ?? '');
        }
        this.server.addService(service, handlers);
      }
    }
    this.health = new HealthImplementation(
      Object.fromEntries([...this.names].map((name) => [name, 'SERVING' as const])),
    );
    this.health.addToServer(this.server);
    new ReflectionService(loadFileDescriptorSetFromBuffer(descriptorSet())).addToServer(
      this.server,
    );
  }

  /** @returns the port that was bound. */
  listen(host: string, port: number): Promise<number> {
    const { tls } = this.options;
    const credentials = tls
      ? ServerCredentials.createSsl(
          tls.rootCertificates,
          [{ private_key: tls.privateKey, cert_chain: tls.certificateChain }],
          true,
        )
      : ServerCredentials.createInsecure();
    return new Promise((resolve, reject) => {
      this.server.bindAsync(`${host}:${port}`, credentials, (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
  }

  /** Finishes the calls in hand, then stops; calls still running after the deadline are cut off. @param milliseconds */
  async close(milliseconds: number): Promise<void> {
    for (const name of this.names) this.health.setStatus(name, 'NOT_SERVING');
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => {
        this.server.forceShutdown();
        resolve();
      }, milliseconds);
      this.server.tryShutdown(() => {
        clearTimeout(impatient);
        resolve();
      });
    });
  }
}
