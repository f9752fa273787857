import type { ConfigFault } from './config-error.js';
import { settingNamed } from './settings.js';
import { wantedPorts } from './wanted-ports.js';

type Values = ReadonlyMap<string, unknown>;

const together: readonly (readonly string[])[] = [
  ['database.owner_url', 'database.application_url', 'database.relay_url', 'database.fan_out_url'],
  ['restate.ingress_url', 'restate.admin_url'],
  ['schemas.username', 'schemas.password'],
  ['grpc.tls.root_certificates', 'grpc.tls.certificate', 'grpc.tls.private_key'],
];

/** What is needed as soon as a service is not embedded. */
const needed: readonly (readonly [missing: string, because: string, why: string])[] = [
  [
    'http.session_key',
    'database.owner_url',
    'must be given with a database of your own, since all its hosts share it',
  ],
  [
    'identity.client_secret',
    'identity.issuer',
    'must be given with an identity provider of your own',
  ],
];

/** Rules between settings. @param values those that are set or have a default, and are valid alone */
export const crossChecks = (values: Values): ConfigFault[] => [
  ...together.flatMap((names) => incomplete(names, values)),
  ...needed
    .filter(([missing, because]) => values.has(because) && !values.has(missing))
    .map(([missing, , why]) => ({ setting: missing, problem: why, cure: setIt(missing) })),
  ...samePorts(values),
  ...unsignedTimers(values),
  ...namelessRegistry(values),
  ...forgottenEvents(values),
  ...captureWithoutBrokers(values),
];

const hasBrokers = (values: Values): boolean => {
  const brokers = values.get('kafka.brokers');
  return Array.isArray(brokers) && brokers.length > 0;
};

/** An event that can be replayed and is forgotten by then would have its effect twice. */
const forgottenEvents = (values: Values): ConfigFault[] => {
  const days = Number(values.get('events.processed_days'));
  const hours = Number(values.get('events.retention_hours') ?? (hasBrokers(values) ? 24 : 168));
  return !values.has('events.processed_days') || days * 24 > hours
    ? []
    : [
        {
          setting: 'events.processed_days',
          problem: `is ${days} days, and events are kept for ${hours} hours (events.retention_hours)`,
          cure: 'Keep the notes of processed events for longer than the events',
        },
      ];
};

const captureWithoutBrokers = (values: Values): ConfigFault[] =>
  values.get('relay.forward') === 'cdc' && !hasBrokers(values)
    ? [
        {
          setting: 'kafka.brokers',
          problem: 'is missing while relay.forward is cdc',
          cure: `${setIt('kafka.brokers')}, or remove relay.forward`,
        },
      ]
    : [];

const namelessRegistry = (values: Values): ConfigFault[] =>
  values.has('schemas.username') && !values.has('schemas.registry_url')
    ? [
        {
          setting: 'schemas.registry_url',
          problem: 'is missing while schemas.username is given',
          cure: `${setIt('schemas.registry_url')}, or remove schemas.username`,
        },
      ]
    : [];

/** Whoever reaches the timers' port could fire timers; only on this machine may Restate's requests go unsigned. */
const unsignedTimers = (values: Values): ConfigFault[] => {
  const keys = values.get('restate.identity_keys');
  const isSigned = Array.isArray(keys) && keys.length > 0;
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(String(values.get('timers.host')));
  if (!values.has('restate.ingress_url') || isSigned || isLocal) return [];
  return [
    {
      setting: 'restate.identity_keys',
      problem: 'must be given when the timers listen on more than this machine',
      cure: setIt('restate.identity_keys'),
    },
  ];
};

const setIt = (name: string): string => `Set ${settingNamed(name)?.variable ?? name}`;

const incomplete = (names: readonly string[], values: Values): ConfigFault[] => {
  const [first] = names.filter((name) => values.has(name));
  if (!first) return [];
  return names
    .filter((name) => !values.has(name))
    .map((name) => ({
      setting: name,
      problem: `is missing while ${first} is given`,
      cure: `${setIt(name)}, or remove ${first}`,
    }));
};

const samePorts = (values: Values): ConfigFault[] =>
  [
    ...Map.groupBy(
      wantedPorts((name) => values.get(name)),
      ({ port }) => port,
    ),
  ]
    .filter(([, same]) => same.length > 1)
    .map(([port, same]) => ({
      setting: same.map(({ setting }) => setting).join(' and '),
      problem: `are both ${port}`,
      cure: 'Give each a port of its own',
    }));
