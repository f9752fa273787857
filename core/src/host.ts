export * from './database/conformance/migration-faults-error.js';
export * from './database/conformance/rehearse-migrations.js';
export * from './database/core-migrations.js';
export * from './database/database-roles.js';
export * from './database/listener.js';
export * from './database/migrate-database.js';
export * from './database/probe-database.js';
export * from './database/provision-database.js';
export { nearest, suggestion } from './errors/nearest.js';
export { isPassingFault } from './errors/passing-fault.js';
export { isPassingFetchFault } from './errors/passing-fetch-fault.js';
export { AvroCodec } from './events/avro/index.js';
export { consumersOf } from './events/consumers-of.js';
export { createKafkaEventBus } from './events/create-kafka-event-bus.js';
export { LetterReader } from './events/dead-letters/letter-reader.js';
export { EmbeddedEventBus } from './events/embedded/embedded-event-bus.js';
export type { EventBus } from './events/event-bus.js';
export * from './events/registry/index.js';
export * from './events/relay-forward.js';
export { pauseAfter, type RetryPolicy } from './events/retry-policy.js';
export { urlBelow } from './http/url-below.js';
export * from './jobs/job-list.js';
export { hideFromLogs, shortestSecret } from './observability/known-secrets.js';
export { createLogger, type LoggerOptions } from './observability/logger.js';
export { redacted, redactText } from './observability/redact.js';
export * from './plugin/check-conformance.js';
export * from './plugin/check-plugins.js';
export { isPlugin } from './plugin/define-plugin.js';
export * from './plugin/enablement-map.js';
export {
  type ConfigField,
  configFieldsOf,
  configVariable,
  readConfigText,
} from './plugin-config/config-field.js';
export type * from './plugin-config/given-config.js';
export * from './plugin-config/plugin-config-error.js';
export * from './plugin-config/read-plugin-config.js';
export * from './runtime/event-schema-options.js';
export type * from './runtime/host-options.js';
export * from './runtime/host-role.js';
export * from './runtime/migrate-installation.js';
export * from './runtime/migration-sets.js';
export * from './runtime/start-host.js';
export * from './runtime/stop-sequence.js';
