import { coreMigrations } from '../database/core-migrations.js';
import type { PluginSpec } from './define-plugin.js';
import type { PluginFault } from './plugin-fault.js';

/** Something that may be there once only. */
interface Claim {
  readonly plugin: string;
  readonly what: string;
  readonly cure: string;
}

/** What may be there once within a plugin. */
const claimsWithin = ({ id: plugin, contributes = {} }: PluginSpec): Claim[] => {
  const {
    routes = [],
    streams = [],
    jobs = [],
    timers = [],
    produces = [],
    migrations,
  } = contributes;
  return [
    // A stream is what GET of its path answers.
    ...[...routes, ...streams.map(({ path }) => ({ method: 'get', path }))].map(
      ({ method, path }) => ({
        plugin,
        // Names of parameters do not tell two paths apart.
        what: `route ${method.toUpperCase()} ${path.replaceAll(/:\w+/g, ':…')}`,
        cure: 'give one of them another method or path',
      }),
    ),
    ...jobs.map(({ name }) => ({ plugin, what: `job '${name}'`, cure: 'rename one of them' })),
    ...timers.map(({ name }) => ({ plugin, what: `timer '${name}'`, cure: 'rename one of them' })),
    ...produces.map(({ topic }) => ({
      plugin,
      what: `contract of '${topic}' under 'produces'`,
      cure: 'list it once',
    })),
    ...(migrations?.list ?? []).map(({ name }) => ({
      plugin,
      what: `migration '${name}'`,
      cure: 'list it once, or rename the one that is not yet released',
    })),
  ];
};

/** What may be there once among all plugins. */
const claimsAmongAll = (spec: PluginSpec): Claim[] => {
  const { id: plugin, contributes = {}, rateLimit, cacheNamespace = plugin } = spec;
  const { events = [], grpc = [], migrations, portal } = contributes;
  return [
    ...(rateLimit
      ? [{ plugin, what: `rate limit '${rateLimit.name}'`, cure: 'rename one of them' }]
      : []),
    {
      plugin,
      what: `cache namespace '${cacheNamespace}'`,
      cure: `give the plugin a 'cacheNamespace' of its own, or none`,
    },
    ...events.map(({ contract: { topic }, group = plugin }) => ({
      plugin,
      what: `handler of '${topic}' in the consumer group '${group}'`,
      cure: `join the handlers, or give one of them a 'group' of its own`,
    })),
    ...grpc.flatMap(({ service }) =>
      [...new Set(Object.values(service).map(({ path }) => path.split('/')[1]))].map((name) => ({
        plugin,
        what: `gRPC service '${name}'`,
        cure: 'contribute it once, with all its methods',
      })),
    ),
    ...(portal?.pages ?? []).map(({ path }) => ({
      plugin,
      what: `portal page '${path}'`,
      cure: 'give one of them another path',
    })),
    ...(migrations
      ? [
          {
            plugin,
            what: `migration schema '${migrations.schema}'`,
            cure: 'give the plugin a schema of its own',
          },
        ]
      : []),
  ];
};

const ofTheCore: Claim = {
  plugin: coreMigrations.owner,
  what: `migration schema '${coreMigrations.schema}'`,
  cure: '',
};

/** Every claim but the first to a thing is a fault. */
const faultsOf = (claims: readonly Claim[]): PluginFault[] =>
  [...Map.groupBy(claims, ({ what }) => what).values()].flatMap(([first, ...others]) =>
    others.map(({ plugin, what, cure }) => ({
      plugin,
      cause:
        plugin === first?.plugin
          ? `it contributes the ${what} more than once`
          : `its ${what} is that of '${first?.plugin}' too`,
      cure,
    })),
  );

/**
 * Nothing is contributed twice where only one can be: the second would be left out, or undo the first. Plugins of one id
 * are looked at once; that they are several is a fault of its own.
 */
export const checkCollisions = (specs: readonly PluginSpec[]): readonly PluginFault[] => {
  const distinct = [...new Map(specs.map((spec) => [spec.id, spec])).values()];
  return [
    ...distinct.flatMap((spec) => faultsOf(claimsWithin(spec))),
    ...faultsOf([ofTheCore, ...distinct.flatMap(claimsAmongAll)]),
  ];
};
