import type { WantedPort } from '@promenade/embedded';
import type { LoadedConfig } from '../config/load-config.js';

/** Every port that a host and the services embedded with it will listen on. */
export const wantedPorts = ({ config, embedded }: LoadedConfig): readonly WantedPort[] => {
  const { ports } = config.restate;
  const all: readonly (readonly [
    isWanted: boolean,
    port: number,
    setting: string,
    service: string,
  ])[] = [
    [true, config.http.port, 'http.port', 'the portal and API'],
    [config.roles.includes('grpc'), config.grpc.port, 'grpc.port', 'gRPC'],
    [config.roles.includes('timers'), config.timers.port, 'timers.port', 'the timers'],
    [embedded.identity, config.identity.port, 'identity.port', 'the identity provider'],
    [embedded.postgres, config.postgres.port, 'postgres.port', 'PostgreSQL'],
    [embedded.restate, ports.ingress, 'restate.ports.ingress', 'Restate ingress'],
    [embedded.restate, ports.admin, 'restate.ports.admin', 'Restate admin'],
    [embedded.restate, ports.node, 'restate.ports.node', 'Restate node'],
  ];
  return all
    .filter(([isWanted]) => isWanted)
    .map(([, port, setting, service]) => ({ port, setting, service }));
};
