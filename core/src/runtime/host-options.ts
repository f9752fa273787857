import type { JWTVerifyGetKey } from 'jose';
import type { RedisOptions } from '../cache/redis/redis-options.js';
import type { LimitOverrides } from '../cache/request-limits.js';
import type { Clock } from '../clock/clock.js';
import type { DatabaseUrls } from '../database/database-roles.js';
import type { KeptEvents } from '../events/housekeeping/kept-events.js';
import type { KafkaOptions } from '../events/kafka-options.js';
import type { RegistryOptions } from '../events/registry/index.js';
import type { RelayForward } from '../events/relay-forward.js';
import type { GrpcTls } from '../grpc/grpc-server.js';
import type { HttpMiddleware } from '../http/http-app.js';
import type { RestateOptions } from '../jobs/restate/restate-timers.js';
import type { Logger } from '../observability/logger.js';
import type { Plugin } from '../plugin/define-plugin.js';
import type { GivenPluginConfig } from '../plugin-config/given-config.js';
import type { Fake } from './fake.js';
import type { HostRole } from './host-role.js';

/** Everything a host runs on, resolved: addresses, keys, plugins. */
export interface HostOptions {
  readonly plugins: readonly Plugin[];
  /** What was given of the plugins' configuration. */
  readonly pluginConfig?: GivenPluginConfig;
  /** All of them unless given. */
  readonly roles?: readonly HostRole[];
  readonly database: {
    readonly urls: DatabaseUrls;
    /** Most connections of the application role at once. */
    readonly poolSize: number;
    /** Most connections of the fan-out role at once; 4 unless given. */
    readonly fanOutPoolSize?: number;
  };
  /** Port 0 takes any free one; `publicUrl` is where browsers reach the host, without a slash at the end. */
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** Plain text without `tls`. */
  readonly grpc: { readonly host: string; readonly port: number; readonly tls?: GrpcTls };
  readonly timers: RestateOptions;
  /** Carries events by Apache Kafka; without it they stay in PostgreSQL, within one host. */
  readonly kafka?: KafkaOptions;
  /** What gives the outbox to Kafka: the relay of the hosts (unless given), or change data capture, which is run beside them. */
  readonly forward?: RelayForward;
  /** How long events that are done with are kept. */
  readonly keptEvents?: KeptEvents;
  /** Keeps the schemas of events; their records are in Confluent's wire format with it, in Avro single-object encoding without. */
  readonly schemas?: RegistryOptions;
  /** Shares cache, rate limits and notes of processed events among hosts; each host has its own without it. */
  readonly redis?: RedisOptions;
  /** In the place of what plugins declare. */
  readonly rateLimits?: LimitOverrides;
  readonly identity: {
    readonly issuer: string;
    readonly audience: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** The issuer's signing keys; found by discovery unless given. */
    readonly keys?: JWTVerifyGetKey;
  };
  /** 32 bytes, shared by all hosts of an installation: encrypts session cookies. */
  readonly sessionKey: Uint8Array;
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly portal?: HttpMiddleware;
  /** How long the start of a plugin may take, in milliseconds; 30,000 unless given. */
  readonly startDeadline?: number;
  /** For tests. */
  readonly fakes?: readonly Fake[];
  /** Called as the start goes on, for a person who waits. */
  readonly onProgress?: (step: string) => void;
}
