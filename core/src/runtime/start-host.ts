import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Authenticator } from '../auth/authenticator.js';
import { BrowserLogin } from '../auth/browser-login.js';
import { SessionCookies } from '../auth/session.js';
import { keysOfIssuer, TokenVerifier } from '../auth/token-verifier.js';
import { SystemClock } from '../clock/clock.js';
import { coreMigrations } from '../database/core-migrations.js';
import { Database } from '../database/database.js';
import { Listener } from '../database/listener.js';
import { migrateDatabase } from '../database/migrate-database.js';
import { AvroCodec } from '../events/avro/index.js';
import { EmbeddedEventBus } from '../events/embedded/embedded-event-bus.js';
import { EventConsumer } from '../events/event-consumer.js';
import { Sequencer } from '../events/sequencer.js';
import { GrpcServer } from '../grpc/grpc-server.js';
import { createHttpApp } from '../http/http-app.js';
import { HttpMetrics } from '../http/http-metrics.js';
import { loadLocales } from '../i18n/load-locales.js';
import { Translations } from '../i18n/translations.js';
import { JobRunner } from '../jobs/job-runner.js';
import { RestateTimers } from '../jobs/restate/restate-timers.js';
import { EventMetrics } from '../observability/event-metrics.js';
import { checkPlugins } from '../plugin/check-plugins.js';
import { EnablementMap } from '../plugin/enablement-map.js';
import { Gate } from '../plugin/gate.js';
import { PluginDirectory } from '../plugin/plugin-directory.js';
import { hostVersion } from '../version.js';
import { coreContainer } from './core-container.js';
import { fireTimer } from './fire-timer.js';
import type { HostOptions } from './host-options.js';
import { migrationSetsOf } from './migration-sets.js';
import { readinessOf } from './readiness.js';
import { startPlugins, stopPlugins } from './start-plugins.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';
import { StopSequence } from './stop-sequence.js';

export interface RunningHost {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly database: Database;
  readonly directory: PluginDirectory;
  readonly started: readonly StartedPlugin[];
  readonly failed: readonly FailedPlugin[];
  /** Stops in reverse order of the start. @param milliseconds until what still runs is cut off */
  stop(milliseconds?: number): Promise<void>;
}

/**
 * Starts a host: checks all plugins, migrates, binds and starts them in dependency order, and only then listens and consumes.
 * @throws PluginFaultsError with every fault of every plugin; any other error after what had started was stopped again.
 */
export const startHost = async (options: HostOptions): Promise<RunningHost> => {
  const { logger, fakes = [], onProgress = () => undefined } = options;
  const specs = checkPlugins(options.plugins, hostVersion);
  const onError = (error: unknown): void => logger.warn({ err: error }, 'passing fault');
  const stopping = new AbortController();
  const stop = new StopSequence(logger);

  try {
    onProgress('migrating');
    const migrations = await migrateDatabase(options.database.urls.owner, [
      coreMigrations,
      ...migrationSetsOf(specs),
    ]);
    const coreFailure = migrations.find(({ owner }) => owner === coreMigrations.owner)?.error;
    if (coreFailure) throw coreFailure;

    const database = await Database.connect({
      ...options.database,
      entities: specs.flatMap(({ contributes }) => contributes?.entities ?? []),
      onConnectionError: onError,
    });
    stop.add('database', () => database.close());
    const listener = new Listener(options.database.urls.relay, onError);
    await listener.open();
    stop.add('listener', () => listener.close());
    const enablement = new EnablementMap(specs, database, listener, onError);
    await enablement.open();
    stop.add('enablement', async () => enablement.close());

    onProgress('starting plugins');
    const gate = new Gate(enablement);
    const codec = new AvroCodec();
    const timers = new RestateTimers(options.timers, logger);
    const directory = new PluginDirectory(specs, enablement, database);
    const clock = options.clock ?? new SystemClock();
    const services = { clock, database, codec, timers, gate, directory, logger };
    const { started, failed } = await startPlugins({
      specs,
      coreOf: (spec) => coreContainer(services, spec, fakes),
      migrations,
      logger,
      signal: stopping.signal,
      fakes,
    });
    stop.add('plugins', () => stopPlugins(started, logger));

    onProgress('listening');
    const metrics = new Registry();
    collectDefaultMetrics({ register: metrics });
    const translations = new Translations([
      loadLocales('core', new URL('../../locales/', import.meta.url)),
      ...started.flatMap(({ spec }) =>
        spec.contributes?.locales ? [loadLocales(spec.id, spec.contributes.locales)] : [],
      ),
    ]);
    const tokens = new TokenVerifier({
      issuer: options.identity.issuer,
      audience: options.identity.audience,
      keys: options.identity.keys ?? keysOfIssuer(options.identity.issuer),
    });
    const { publicUrl } = options.http;
    const cookies = new SessionCookies(options.sessionKey, publicUrl.startsWith('https:'));
    const login = new BrowserLogin({ ...options.identity, publicUrl, key: options.sessionKey });

    await timers.listen(fireTimer(started, gate, logger));
    stop.add('timers', () => timers.close());

    const sequencer = new Sequencer(database, listener, onError);
    await sequencer.start();
    stop.add('relay', () => sequencer.stop());
    const bus = new EmbeddedEventBus(database, listener, onError);
    stop.add('consumers', () => bus.close());
    const eventMetrics = new EventMetrics(metrics);
    for (const { spec, scope } of started) {
      for (const contribution of spec.contributes?.events ?? []) {
        const consumer = new EventConsumer(contribution, spec, scope, {
          database,
          codec,
          gate,
          logger,
          metrics: eventMetrics,
        });
        await bus.subscribe({
          group: consumer.group,
          topic: consumer.topic,
          deliver: (records, signal) => consumer.deliver(records, signal),
        });
      }
    }

    const jobs = new JobRunner(logger);
    stop.add('jobs', () => jobs.stop());
    for (const { spec, scope } of started) {
      for (const job of spec.contributes?.jobs ?? []) jobs.start(job, scope);
    }

    const rpcServices = { tokens, gate, translations, logger };
    const grpc = new GrpcServer({ ...rpcServices, ...options.grpc, plugins: started });
    const grpcPort = await grpc.listen(options.grpc.host, options.grpc.port);
    stop.add('grpc', (milliseconds) => grpc.close(milliseconds));

    const app = createHttpApp({
      plugins: started,
      version: hostVersion,
      publicUrl,
      login,
      cookies,
      authenticator: new Authenticator(tokens, cookies, login),
      gate,
      translations,
      logger,
      metrics,
      httpMetrics: new HttpMetrics(metrics),
      readiness: readinessOf({
        database,
        enablement,
        started,
        failed,
        stopping: () => stopping.signal.aborted,
      }),
      ...(options.portal && { portal: options.portal }),
    });
    const http = createServer(app);
    const httpPort = await listen(http, options.http.host, options.http.port);
    stop.add('http', (milliseconds) => closeHttp(http, milliseconds));

    return {
      httpPort,
      grpcPort,
      database,
      directory,
      started,
      failed,
      stop: (milliseconds = 10_000) => {
        stopping.abort();
        return stop.run(milliseconds);
      },
    };
  } catch (error) {
    await stop.run(2_000);
    throw error;
  }
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

const closeHttp = async (server: Server, milliseconds: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), milliseconds);
  await closed;
  clearTimeout(impatient);
};
