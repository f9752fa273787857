import type { EventContract } from '@promenade/proto';
import type { Newable } from 'inversify';
import type { Role } from '../auth/principal.js';
import type { MigrationClass } from '../database/migration-list.js';
import type { Transaction } from '../database/transaction.js';
import type { EventContribution } from '../events/on-event.js';
import type { RpcContribution } from '../grpc/rpc.js';
import type { RouteContribution } from '../http/route.js';
import type { StreamContribution } from '../http/stream.js';
import type { JobContribution } from '../jobs/job.js';
import type { TimerContribution } from '../jobs/timer.js';
import type { PluginConfigDefinition } from '../plugin-config/plugin-config-definition.js';
import type { SettingsDefinition } from '../settings/settings-definition.js';
import type { Extension, ExtensionPoint } from './extension-point.js';
import type { PluginScope } from './plugin-scope.js';
import type { ServiceRef } from './service-ref.js';

/** Whether a merchant has a plugin: always, only when switched on, or unless switched off. */
export const enablements = ['always', 'opt-in', 'opt-out'] as const;
export type Enablement = (typeof enablements)[number];

export interface Permission {
  /** What it allows, for the operator. */
  readonly summary: string;
  readonly roles: readonly Role[];
}

/** A class bound to itself as a singleton, or a class bound to an exported ref. */
export type Binding =
  | Newable<unknown>
  | { readonly ref: ServiceRef<unknown>; readonly to: Newable<unknown> };

export interface PortalPage {
  /** Path in the portal, for example `/admin/event-calendar`. */
  readonly path: string;
  /** Key of the title in the plugin's namespace. */
  readonly title: string;
  readonly permission: string;
  /** Name of an icon of the portal kit; an unknown one shows a puzzle piece. */
  readonly icon: string;
  /** `account` stands beside Logout, `main` in the navigation. */
  readonly placement: 'main' | 'account';
}

/** How many requests a merchant may make of a plugin, routes and RPCs together. */
export interface PluginRateLimit {
  /** Unique among all plugins; part of the key `rate_limit:<merchant>:<name>`. */
  readonly name: string;
  /** At most so many in any second, 1 to 10,000; the setting `rate_limits` may say otherwise. */
  readonly perSecond: number;
}

export interface HealthCheck {
  readonly name: string;
  /** Rejects when the plugin cannot do its work. */
  check(scope: PluginScope): Promise<void>;
}

export interface Contributions {
  readonly routes?: readonly RouteContribution[];
  /** Streams of server-sent events. */
  readonly streams?: readonly StreamContribution[];
  readonly events?: readonly EventContribution[];
  /** The contracts whose events it appends to the outbox; others it may not. Their schemas are registered before it starts. */
  readonly produces?: readonly EventContract<unknown>[];
  readonly grpc?: readonly RpcContribution[];
  readonly jobs?: readonly JobContribution[];
  readonly timers?: readonly TimerContribution[];
  readonly migrations?: { readonly schema: string; readonly list: readonly MigrationClass[] };
  /** MikroORM entities of authored aggregates. */
  readonly entities?: readonly Newable<object>[];
  /** Folder with `en.json`, `ar.json`, `he.json`; the namespace is the plugin's id. */
  readonly locales?: URL;
  readonly portal?: { readonly package: string; readonly pages: readonly PortalPage[] };
  readonly health?: readonly HealthCheck[];
}

/** Everything that a plugin is; pure data, read before anything of it runs. */
export interface PluginSpec {
  /** kebab-case; prefix of its permissions and of its API paths. */
  readonly id: string;
  readonly version: string;
  /** Semver range of @promenade/core that it works with. */
  readonly host: string;
  readonly dependsOn?: {
    readonly required?: readonly string[];
    readonly optional?: readonly string[];
  };
  readonly enablement: Enablement;
  readonly permissions?: Readonly<Record<string, Permission>>;
  readonly rateLimit?: PluginRateLimit;
  /** Stands before its keys in a shared cache: `cache:<merchant>:<namespace>:<key>`. The plugin's id unless given; empty for one plugin at most. */
  readonly cacheNamespace?: string;
  readonly bindings?: readonly Binding[];
  /** The only services of this plugin that others may resolve. */
  readonly exports?: readonly ServiceRef<unknown>[];
  /** What a merchant may decide about it. */
  readonly settings?: SettingsDefinition;
  /** Where other plugins may add to this one. */
  readonly extensionPoints?: readonly ExtensionPoint<unknown>[];
  /** What this plugin adds to others. */
  readonly extends?: readonly Extension[];
  /** Values for the whole host, from the configuration file and the environment. */
  readonly config?: PluginConfigDefinition;
  readonly contributes?: Contributions;
  readonly lifecycle?: {
    /** After migrations and bindings. When it rejects, the plugin and those that require it are left out. */
    start?(scope: PluginScope): Promise<void>;
    /** After listening and consuming have ended; in reverse order of the start. */
    stop?(scope: PluginScope): Promise<void>;
    /**
     * The plugin went on for a merchant: was switched on, went on with what it requires, or is on when the merchant is first
     * seen. Once per change, in a transaction with the note that it was told, after what it requires. When it rejects, it is
     * rolled back and told again, ever more seldom. What it does outside of the transaction must bear repeating.
     */
    enabled?(tx: Transaction, scope: PluginScope): Promise<void>;
    /** The plugin went off for a merchant; as `enabled`, but before what it requires. */
    disabled?(tx: Transaction, scope: PluginScope): Promise<void>;
  };
}

export interface Plugin {
  readonly $$type: 'promenade/plugin';
  readonly contract: 1;
  readonly spec: PluginSpec;
}

/** Marks a definition as a plugin. Runs nothing; the host checks it together with all the others. */
export const definePlugin = (spec: PluginSpec): Plugin =>
  Object.freeze({ $$type: 'promenade/plugin', contract: 1, spec });

/** Whether a value, of whatever copy of this package, is a plugin of this contract. */
export const isPlugin = (value: unknown): value is Plugin =>
  typeof value === 'object' &&
  value !== null &&
  '$$type' in value &&
  value.$$type === 'promenade/plugin' &&
  'contract' in value &&
  value.contract === 1;
