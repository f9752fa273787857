import { collectDefaultMetrics, Registry } from 'prom-client';
import { SystemClock } from '../clock/clock.js';
import { consumersOf } from '../events/consumers-of.js';
import { DeadLetters } from '../events/dead-letters/dead-letters.js';
import { LetterReader } from '../events/dead-letters/letter-reader.js';
import type { EventBus } from '../events/event-bus.js';
import { GroupReplay } from '../events/group-replay/group-replay.js';
import { NotedEvents } from '../events/noted-events.js';
import { openCodec } from '../events/registry/index.js';
import { RestateTimers } from '../jobs/restate/restate-timers.js';
import type { EventMetrics } from '../observability/event-metrics.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { Gate } from '../plugin/gate.js';
import { PluginDirectory } from '../plugin/plugin-directory.js';
import { SettingsDirectory } from '../settings/settings-directory.js';
import { SettingsWarnings } from '../settings/settings-warnings.js';
import type { CoreServices } from './core-container.js';
import { eventSchemaOptions } from './event-schema-options.js';
import type { HostOptions } from './host-options.js';
import { type OpenCache, openCache } from './open-cache.js';
import type { OpenDatabase } from './open-database.js';
import { openEventBus } from './open-event-bus.js';
import { StartLedger } from './start-ledger.js';
import type { StopSequence } from './stop-sequence.js';

/** What a host stands on, before any plugin is there. */
export interface HostServices
  extends CoreServices,
    OpenDatabase,
    Pick<HostOptions, 'kafka' | 'forward' | 'keptEvents'> {
  readonly specs: readonly PluginSpec[];
  readonly timers: RestateTimers;
  readonly registry: Registry;
  readonly bus: EventBus;
  readonly metrics: EventMetrics;
  readonly processed?: NotedEvents;
  /** How what the host can do without is, by name. */
  readonly supports: OpenCache['servers'];
  /** Takes faults that pass by themselves. */
  readonly onError: (error: unknown) => void;
}

/** Makes what plugins and the host share, and connects it; nothing is published, consumed or answered yet. */
export const openServices = async (
  options: HostOptions,
  plugins: Pick<HostServices, 'specs' | 'config'>,
  opened: OpenDatabase,
  stop: StopSequence,
  onError: (error: unknown) => void,
): Promise<HostServices> => {
  const { logger, kafka, forward, keptEvents, clock = new SystemClock() } = options;
  const { specs } = plugins;
  const { database, enablement } = opened;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const surroundings = { ...opened, specs, registry, logger, kafka };
  const caching = await openCache(options, surroundings, stop, onError);
  const gate = new Gate(enablement, caching.limits);
  const codec = await openCodec(database.acrossMerchants(), specs, eventSchemaOptions(options));
  const settingsWarnings = new SettingsWarnings(logger);
  const { bus, metrics } = await openEventBus(surroundings, stop, onError);
  return {
    ...plugins,
    ...opened,
    clock,
    logger,
    registry,
    gate,
    codec,
    bus,
    metrics,
    settingsWarnings,
    cache: caching.cache,
    supports: caching.servers,
    timers: new RestateTimers(options.timers, logger),
    directory: new PluginDirectory(specs, enablement, database),
    settings: new SettingsDirectory(specs, gate, database, settingsWarnings),
    deadLetters: new DeadLetters(bus, database, new LetterReader(specs, codec)),
    groupReplay: new GroupReplay(bus, database, consumersOf(specs)),
    ledger: new StartLedger(logger),
    onError,
    ...(caching.processed && {
      processed: new NotedEvents(caching.processed, caching.metrics.repeated),
    }),
    ...(kafka && { kafka }),
    ...(forward && { forward }),
    ...(keptEvents && { keptEvents }),
  };
};
