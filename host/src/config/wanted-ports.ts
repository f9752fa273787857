import type { HostRole } from '@promenade/core/host';
import type { WantedPort } from '@promenade/embedded';

interface Listening {
  readonly setting: string;
  readonly service: string;
  /** Only with this role. */
  readonly role?: HostRole;
  /** Not where this setting names a service of one's own. */
  readonly unless?: string;
}

const all: readonly Listening[] = [
  { setting: 'http.port', service: 'the portal and API' },
  { setting: 'grpc.port', service: 'gRPC', role: 'grpc' },
  { setting: 'timers.port', service: 'the timers', role: 'timers' },
  { setting: 'identity.port', service: 'the identity provider', unless: 'identity.issuer' },
  { setting: 'postgres.port', service: 'PostgreSQL', unless: 'database.owner_url' },
  {
    setting: 'restate.ports.ingress',
    service: 'Restate ingress',
    unless: 'restate.ingress_url',
  },
  { setting: 'restate.ports.admin', service: 'Restate admin', unless: 'restate.ingress_url' },
  { setting: 'restate.ports.node', service: 'Restate node', unless: 'restate.ingress_url' },
];

/**
 * Every port that a host and the services embedded with it will listen on.
 * @param valueOf a setting by its name; undefined where it has no value, or no valid one
 */
export const wantedPorts = (valueOf: (name: string) => unknown): readonly WantedPort[] => {
  const roles = valueOf('roles');
  const has = (role: HostRole): boolean => Array.isArray(roles) && roles.includes(role);
  return all
    .filter(({ role }) => role === undefined || has(role))
    .filter(({ unless }) => unless === undefined || valueOf(unless) === undefined)
    .flatMap(({ setting, service }) => {
      const port = valueOf(setting);
      return typeof port === 'number' ? [{ port, setting, service }] : [];
    });
};
