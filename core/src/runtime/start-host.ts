import type { Database } from '../database/database.js';
import { checkPlugins } from '../plugin/check-plugins.js';
import type { PluginDirectory } from '../plugin/plugin-directory.js';
import type { SettingsDirectory } from '../settings/settings-directory.js';
import { hostVersion } from '../version.js';
import { coreContainer } from './core-container.js';
import type { HostOptions } from './host-options.js';
import { hostPluginConfig } from './host-plugin-config.js';
import { hostRoles } from './host-role.js';
import { listenToTimers } from './listen-to-timers.js';
import { openDatabase } from './open-database.js';
import { openServices } from './open-services.js';
import { readinessOf } from './readiness.js';
import { startAnnouncer } from './start-announcer.js';
import { startEvents } from './start-events.js';
import { startFaces } from './start-faces.js';
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
  const { logger, roles = hostRoles, fakes = [], startDeadline, onProgress } = options;
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
    onProgress?.('migrating');
    const opened = await openDatabase(options, specs, stop, onError);

    onProgress?.('starting plugins');
    const services = await openServices(options, { specs, config }, opened, stop, onError);
    const { started, failed } = await startPlugins({
      ...services,
      coreOf: (spec) => coreContainer(services, spec, fakes),
      signal: stopping.signal,
      fakes,
      ...(startDeadline !== undefined && { startDeadline }),
    });
    stop.add('plugins', () => stopPlugins(started, logger));

    onProgress?.('listening');
    const running = { ...services, started, failed, roles };
    const timers = roles.includes('timers') ? await listenToTimers(running, stop) : undefined;
    await startEvents(running, stop, onError);
    if (timers) {
      await timers.startJobs();
      await startAnnouncer(running, stop);
    }
    const readiness = readinessOf({
      ...running,
      supports: () => ({ ...services.supports(), ...timers?.checks() }),
      isStopping: () => stopping.signal.aborted,
    });
    const ports = await startFaces(options, { ...running, readiness }, stop);

    const { database, directory, settings } = services;
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
