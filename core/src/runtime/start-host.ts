import { collectDefaultMetrics, Registry } from 'prom-client';
import { SystemClock } from '../clock/clock.js';
import type { Database } from '../database/database.js';
import { consumersOf } from '../events/consumers-of.js';
import { DeadLetters } from '../events/dead-letters/dead-letters.js';
import { LetterReader } from '../events/dead-letters/letter-reader.js';
import { GroupReplay } from '../events/group-replay/group-replay.js';
import { NotedEvents } from '../events/noted-events.js';
import { openCodec } from '../events/registry/index.js';
import { RestateTimers } from '../jobs/restate/restate-timers.js';
import { checkPlugins } from '../plugin/check-plugins.js';
import { Gate } from '../plugin/gate.js';
import { PluginDirectory } from '../plugin/plugin-directory.js';
import { SettingsDirectory } from '../settings/settings-directory.js';
import { SettingsWarnings } from '../settings/settings-warnings.js';
import { hostVersion } from '../version.js';
import { coreContainer } from './core-container.js';
import { eventSchemaOptions } from './event-schema-options.js';
import type { HostOptions } from './host-options.js';
import { hostPluginConfig } from './host-plugin-config.js';
import { hostRoles } from './host-role.js';
import { listenToTimers } from './listen-to-timers.js';
import { openCache } from './open-cache.js';
import { openDatabase } from './open-database.js';
import { openEventBus } from './open-event-bus.js';
import { readinessOf } from './readiness.js';
import { startAnnouncer } from './start-announcer.js';
import { startEvents } from './start-events.js';
import { startFaces } from './start-faces.js';
import { StartLedger } from './start-ledger.js';
import { startPlugins, stopPlugins } from './start-plugins.js';
import type { FailedPlugin, StartedPlugin } from './started-plugin.js';
import { StopSequence } from './stop-sequence.js';

export interface RunningHost {
  readonly httpPort: number;
  readonly grpcPort: number;
  readonly database: Database;
  readonly directory: PluginDirectory;
  readonly settings: SettingsDirectory;
  readonly started: readonly StartedPlugin[];
  readonly failed: readonly FailedPlugin[];
  /** Stops in reverse order of the start. @param milliseconds until what still runs is cut off; 10,000 unless given */
  stop(milliseconds?: number): Promise<void>;
}

/**
 * Starts a host: checks all plugins, reads their configuration, migrates, binds, extends and starts them in dependency order,
 * and only then listens and consumes.
 * @throws PluginFaultsError with every fault of every plugin; PluginConfigError with every fault of their configuration; any
 * other error after what had started was stopped again.
 */
export const startHost = async (options: HostOptions): Promise<RunningHost> => {
  const {
    logger,
    roles = hostRoles,
    fakes = [],
    startDeadline,
    clock = new SystemClock(),
    onProgress = () => undefined,
  } = options;
  const specs = checkPlugins(options.plugins, hostVersion);
  const config = hostPluginConfig(specs, options.pluginConfig);
  const onError = (error: unknown): void => logger.warn({ err: error }, 'passing fault');
  const stopping = new AbortController();
  const stop = new StopSequence(logger);
  const stopAll = (milliseconds: number): Promise<void> => {
    stopping.abort();
    return stop.run(milliseconds);
  };

  try {
    onProgress('migrating');
    const opened = await openDatabase(options, specs, stop, onError);
    const { database, fanOut, listener, enablement, migrations } = opened;

    onProgress('starting plugins');
    const registry = new Registry();
    const surroundings = { database, listener, specs, registry, logger };
    const caching = await openCache(options, surroundings, stop, onError);
    const { cache, limits, processed } = caching;
    const gate = new Gate(enablement, limits);
    const codec = await openCodec(database.acrossMerchants(), specs, eventSchemaOptions(options));
    const timers = new RestateTimers(options.timers, logger);
    const directory = new PluginDirectory(specs, enablement, database);
    const settingsWarnings = new SettingsWarnings(logger);
    const settings = new SettingsDirectory(specs, gate, database, settingsWarnings);
    const { kafka } = options;
    const busOf = { database, listener, logger, registry, kafka };
    const { bus, metrics } = openEventBus(busOf, stop, onError);
    const deadLetters = new DeadLetters(bus, database, new LetterReader(specs, codec));
    const groupReplay = new GroupReplay(bus, database, consumersOf(specs));
    const ledger = new StartLedger(logger);
    const services = {
      clock,
      database,
      fanOut,
      codec,
      timers,
      gate,
      directory,
      settings,
      settingsWarnings,
      deadLetters,
      groupReplay,
      logger,
      ledger,
      config,
      cache,
    };
    const { started, failed } = await startPlugins({
      specs,
      ledger,
      coreOf: (spec) => coreContainer(services, spec, fakes),
      migrations,
      logger,
      signal: stopping.signal,
      fakes,
      ...(startDeadline !== undefined && { startDeadline }),
    });
    stop.add('plugins', () => stopPlugins(started, logger));

    onProgress('listening');
    collectDefaultMetrics({ register: registry });
    const base = { database, gate, logger, listener, registry, started };
    const startJobs =
      roles.includes('timers') && (await listenToTimers({ ...base, timers, specs, onError }, stop));
    const noted = processed && new NotedEvents(processed, caching.metrics.repeated);
    const events = {
      ...base,
      specs,
      codec,
      bus,
      metrics,
      roles,
      ...(kafka && { kafka }),
      ...(options.forward && { forward: options.forward }),
      ...(options.keptEvents && { keptEvents: options.keptEvents }),
      ...(noted && { processed: noted }),
    };
    await startEvents(events, stop, onError);
    if (startJobs) {
      await startJobs();
      await startAnnouncer({ ...base, specs, enablement, onError }, stop);
    }
    const isStopping = (): boolean => stopping.signal.aborted;
    const readiness = readinessOf({
      database,
      enablement,
      started,
      failed,
      isStopping,
      logger,
      supports: caching.servers,
    });
    const faces = { started, gate, logger, registry, readiness, roles };
    const ports = await startFaces(options, faces, stop);

    return {
      ...ports,
      database,
      directory,
      settings,
      started,
      failed,
      stop: (milliseconds = 10_000) => stopAll(milliseconds),
    };
  } catch (error) {
    await stopAll(2_000);
    throw error;
  }
};
