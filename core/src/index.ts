export * from './auth/principal.js';
export * from './cache/cache.js';
export * from './cache/merchant-cache.js';
export * from './clock/clock.js';
export * from './concurrency/slots.js';
export type { RequestContext } from './context/request-context.js';
export * from './database/database.js';
export { FanOut, type FanOutTransaction, RowsPresentError } from './database/fan-out.js';
export type * from './database/migration-list.js';
export { Notices, noticeChannel } from './database/notices.js';
export * from './database/row-level-security.js';
export type * from './database/transaction.js';
export * from './errors/core-errors.js';
export { jsonPointer } from './errors/json-pointer.js';
export * from './errors/promenade-error.js';
export {
  type DeadLetter,
  type DeadLetterState,
  deadLetterStates,
} from './events/dead-letters/dead-letter-view.js';
export * from './events/dead-letters/dead-letters.js';
export type * from './events/event-headers.js';
export * from './events/group-replay/group-replay.js';
export * from './events/not-yet-error.js';
export * from './events/on-event.js';
export * from './events/outbox.js';
export * from './events/wake-postponed.js';
export * from './grpc/rpc.js';
export * from './http/instant.js';
export * from './http/page.js';
export * from './http/route.js';
export * from './http/stream.js';
export * from './i18n/locales.js';
export type * from './jobs/job.js';
export * from './jobs/timer.js';
export type { Logger } from './observability/logger.js';
export * from './observability/logger-ref.js';
export {
  type Binding,
  type Contributions,
  definePlugin,
  type HealthCheck,
  type Permission,
  type Plugin,
  type PluginRateLimit,
  type PluginSpec,
  type PortalPage,
} from './plugin/define-plugin.js';
export {
  type Extension,
  type ExtensionPoint,
  extend,
  extensionPoint,
} from './plugin/extension-point.js';
export * from './plugin/extensions.js';
export * from './plugin/gate.js';
export { OptionalServices } from './plugin/optional-services.js';
export * from './plugin/plugin-directory.js';
export * from './plugin/plugin-fault.js';
export type * from './plugin/plugin-scope.js';
export * from './plugin/service-ref.js';
export * from './plugin-config/plugin-config.js';
export * from './plugin-config/plugin-config-definition.js';
export { secret } from './plugin-config/secret.js';
export * from './settings/index.js';
export * from './version.js';
