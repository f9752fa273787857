import { Container } from 'inversify';
import { Cache, type CacheServices } from '../cache/cache.js';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { FanOut } from '../database/fan-out.js';
import type { Listener } from '../database/listener.js';
import { Notices } from '../database/notices.js';
import type { AvroCodec } from '../events/avro/index.js';
import { DeadLetters } from '../events/dead-letters/dead-letters.js';
import { GroupReplay } from '../events/group-replay/group-replay.js';
import { Outbox } from '../events/outbox.js';
import { PluginTimers } from '../jobs/plugin-timers.js';
import { Timers } from '../jobs/timer.js';
import type { TimerStore } from '../jobs/timer-store.js';
import type { Logger } from '../observability/logger.js';
import { LoggerRef } from '../observability/logger-ref.js';
import type { PluginSpec } from '../plugin/define-plugin.js';
import { Extensions } from '../plugin/extensions.js';
import { Gate } from '../plugin/gate.js';
import { OptionalServices } from '../plugin/optional-services.js';
import { PluginDirectory } from '../plugin/plugin-directory.js';
import { PluginConfig } from '../plugin-config/plugin-config.js';
import { MerchantSettings } from '../settings/merchant-settings.js';
import { SettingsDirectory } from '../settings/settings-directory.js';
import type { SettingsWarnings } from '../settings/settings-warnings.js';
import { applyFakes, type Fake } from './fake.js';
import type { StartLedger } from './start-ledger.js';

export interface CoreServices {
  readonly clock: Clock;
  readonly database: Database;
  readonly fanOut: FanOut;
  readonly listener: Listener;
  readonly codec: AvroCodec;
  readonly timers: TimerStore;
  readonly gate: Gate;
  readonly directory: PluginDirectory;
  readonly settings: SettingsDirectory;
  readonly settingsWarnings: SettingsWarnings;
  readonly deadLetters: DeadLetters;
  readonly groupReplay: GroupReplay;
  readonly logger: Logger;
  readonly cache: CacheServices;
  readonly ledger: StartLedger;
  /** The parsed configuration of each plugin that has one. */
  readonly config: ReadonlyMap<string, object>;
}

/** What every plugin may inject: one container a plugin, since logs and events carry its name. */
export const coreContainer = (
  services: CoreServices,
  spec: PluginSpec,
  fakes: readonly Fake[],
): Container => {
  const container = new Container();
  container.bind(Clock).toConstantValue(services.clock);
  container.bind(Database).toConstantValue(services.database);
  container.bind(FanOut).toConstantValue(services.fanOut);
  container.bind(Notices).toConstantValue(new Notices(spec.id, services.listener));
  container.bind(Timers).toConstantValue(new PluginTimers(services.timers, spec));
  container.bind(Gate).toConstantValue(services.gate);
  container.bind(PluginDirectory).toConstantValue(services.directory);
  container.bind(DeadLetters).toConstantValue(services.deadLetters);
  container.bind(GroupReplay).toConstantValue(services.groupReplay);
  const owner = { pluginId: spec.id, namespace: spec.cacheNamespace ?? spec.id };
  container.bind(Cache).toConstantValue(new Cache(owner, services.cache));
  container.bind(SettingsDirectory).toConstantValue(services.settings);
  container
    .bind(MerchantSettings)
    .toConstantValue(new MerchantSettings(spec, services.settingsWarnings));
  const produces = spec.contributes?.produces ?? [];
  container
    .bind(Outbox)
    .toConstantValue(new Outbox(services.codec, `/promenade/${spec.id}`, produces));
  container.bind(LoggerRef.token).toConstantValue(services.logger.child({ plugin_id: spec.id }));
  container
    .bind(PluginConfig)
    .toConstantValue(new PluginConfig(spec, services.config.get(spec.id)));
  const { gate, ledger } = services;
  container
    .bind(Extensions)
    .toConstantValue(new Extensions(spec, ledger.extensions, (id) => ledger.hasFailed(id), gate));
  container
    .bind(OptionalServices)
    .toConstantValue(new OptionalServices(spec, (id) => ledger.startedPlugin(id), gate));
  applyFakes(container, fakes);
  return container;
};
