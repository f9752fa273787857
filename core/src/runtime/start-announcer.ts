import type { Registry } from 'prom-client';
import { SystemClock } from '../clock/clock.js';
import type { Database } from '../database/database.js';
import type { Listener } from '../database/listener.js';
import { Announcer } from '../lifecycle/announcer.js';
import { PluginTeller } from '../lifecycle/plugin-teller.js';
import { isToldOfSwitches } from '../lifecycle/told-plugin.js';
import { LifecycleMetrics } from '../observability/lifecycle-metrics.js';
import type { Logger } from '../observability/logger.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import type { EnablementMap } from '../plugin/enablement-map.js';
import type { StartedPlugin } from './started-plugin.js';
import type { StopSequence } from './stop-sequence.js';

/** Begins to tell the started plugins of being switched per merchant. */
export const startAnnouncer = async (
  services: {
    readonly specs: readonly PluginSpec[];
    readonly started: readonly StartedPlugin[];
    readonly enablement: EnablementMap;
    readonly database: Database;
    readonly listener: Listener;
    readonly logger: Logger;
    readonly registry: Registry;
    readonly onError: (error: unknown) => void;
  },
  stop: StopSequence,
): Promise<void> => {
  const { specs, started } = services;
  const told = started.filter(({ spec }) => isToldOfSwitches(spec));
  const metrics = new LifecycleMetrics(services.registry);
  const clock = new SystemClock();
  const teller = new PluginTeller(told, specs, { ...services, clock, metrics });
  const announcer = new Announcer(told, specs, teller, { ...services, metrics });
  stop.add('announcer', () => announcer.stop());
  await announcer.start();
};
