import type { Logger, PluginSpec } from '@promenade/core';
import {
  hideFromLogs,
  RegistryUnavailableError,
  type RunningHost,
  SchemaRegistrationError,
  StopSequence,
  startHost,
} from '@promenade/core/host';
import { assertPortsFree, lockDataDir, type ServiceExit, stopOrphans } from '@promenade/embedded';
import { passwordsOf } from '../config/config-secrets.js';
import type { LoadedConfig } from '../config/load-config.js';
import { pluginConfigOf } from '../config/plugin-config.js';
import { valueAt } from '../config/value-at.js';
import { wantedPorts } from '../config/wanted-ports.js';
import { orderedSpecs } from '../plugins/installed-specs.js';
import { type InstalledPlugin, loadPlugins } from '../plugins/load-plugins.js';
import { servePortal } from '../portal/serve-portal.js';
import { awaitGivenServices } from './await-given-services.js';
import { type IdentityPeople, type Services, startServices } from './embedded-services.js';
import { ensurePortal } from './ensure-portal.js';
import { eventOptions } from './event-options.js';
import { grpcTls } from './grpc-tls.js';
import { installationSecrets } from './installation-secrets.js';
import { kafkaOptions } from './kafka-options.js';
import { Patience } from './patience.js';
import { portalDir, serviceDirs } from './places.js';
import { redisOptions } from './redis-options.js';
import { givenRegistry, registryOptions } from './registry-options.js';
import { settleBoth } from './settle-both.js';
import { namingTakenPort } from './taken-port.js';

export interface PlatformOptions {
  readonly loaded: LoadedConfig;
  readonly people: IdentityPeople;
  readonly logger: Logger;
  /** What has just come up, for a person who waits. */
  readonly onReady: (what: string) => void;
  readonly onBroken: (service: string, exit: ServiceExit) => void;
  /** Aborted when the start is to be given up. */
  readonly signal: AbortSignal;
}

export interface Platform {
  readonly host: RunningHost;
  readonly plugins: readonly InstalledPlugin[];
  /** Stops the host within the deadline of the configuration, then what is embedded. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Starts everything: embedded services, the portal's build, the host.
 * @throws after what had started was stopped again: PortTakenError, DataDirInUseError, PluginFaultsError, OperatorError;
 * the signal's reason when it was aborted
 */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const { loaded, logger, signal, onReady } = options;
  const { config, dataDir } = loaded;
  const stop = new StopSequence(logger);
  try {
    const lock = lockDataDir(dataDir);
    stop.add('data folder', () => lock.release());
    await stopOrphans(serviceDirs(loaded));
    const plugins = await loadPlugins(config.plugins, loaded.folder);
    // The host checks them too; a fault is told before anything is started for it.
    const specs = orderedSpecs(plugins);
    const { given: pluginConfig } = pluginConfigOf(loaded.pluginLayers, specs);
    const ports = wantedPorts((name) => valueAt(config, name));
    await assertPortsFree(ports);
    const outDir = portalDir(loaded);
    const patience = new Patience({
      seconds: config.startup.wait_seconds,
      logger,
      onWaiting: onReady,
      signal,
    });
    // Before the portal is built: a build that fails would be told only when the waiting is over, and not at all when it fails too.
    await awaitGivenServices(config, patience);
    const [services] = await settleBoth(
      startServices({ ...options, stop }),
      ensurePortal({ plugins, outDir, logger, onBuild: () => onReady('Building the portal …') }),
    );
    signal.throwIfAborted();
    const given = await hostOptions(loaded, services, specs);
    const start = (): Promise<RunningHost> =>
      startHost({
        ...given,
        plugins: plugins.map(({ plugin }) => plugin),
        pluginConfig,
        logger,
        portal: servePortal({ dir: outDir }),
        onProgress: (step) => logger.info(step),
      }).catch((error: unknown) => {
        throw namingTakenPort(error, ports);
      });
    // It begins with the schemas, before anything is started that would be stopped again.
    const host = await patience.until(givenRegistry(config), start, isRegistryAway);
    stop.add('host', () => host.stop(config.shutdown.deadline_seconds * 800));
    signal.throwIfAborted();
    return { host, plugins, stop: () => stop.run() };
  } catch (error) {
    await stop.run();
    throw error;
  }
};

/** Only while a schema is missing there: else a host starts without it. */
const isRegistryAway = (error: unknown): boolean =>
  error instanceof SchemaRegistrationError &&
  error.cause instanceof RegistryUnavailableError &&
  error.cause.passes;

const hostOptions = async (
  loaded: LoadedConfig,
  services: Services,
  specs: readonly PluginSpec[],
) => {
  const { config, publicUrl } = loaded;
  const secrets = installationSecrets(loaded);
  const tls = grpcTls(loaded);
  const [clientSecret, sessionKey] = [await secrets.clientSecret(), await secrets.sessionKey()];
  hideFromLogs([
    clientSecret,
    Buffer.from(sessionKey).toString('base64url'),
    ...Object.values(services.database).flatMap(passwordsOf),
  ]);
  return {
    roles: config.roles,
    database: {
      urls: services.database,
      poolSize: config.database.pool_size,
      fanOutPoolSize: config.database.fan_out_pool_size,
    },
    http: { host: config.http.host, port: config.http.port, publicUrl },
    grpc: { host: config.grpc.host, port: config.grpc.port, ...(tls && { tls }) },
    timers: {
      ingressUrl: services.restate.ingressUrl,
      adminUrl: services.restate.adminUrl,
      serviceUrl: config.timers.service_url ?? `http://${config.timers.host}:${config.timers.port}`,
      listen: { host: config.timers.host, port: config.timers.port },
      namespace: config.timers.namespace,
      ...(services.restate.identityKeys.length > 0 && {
        identityKeys: services.restate.identityKeys,
      }),
    },
    ...kafkaOptions(config),
    ...eventOptions(config),
    ...registryOptions(config),
    ...redisOptions(config, { specs, isSubset: loaded.pluginLayers.isSubset }),
    identity: {
      issuer: services.issuer,
      audience: config.identity.audience,
      clientId: config.identity.client_id,
      clientSecret,
    },
    sessionKey,
  };
};
