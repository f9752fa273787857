import type { PluginSpec } from './define-plugin.js';
import type { PluginFault } from './plugin-fault.js';

interface Guarded {
  readonly what: string;
  readonly permission: string | undefined;
  /** Events, jobs and timers act for the system: their permission must be granted to `service`. */
  readonly bySystem: boolean;
}

const guardedContributions = (spec: PluginSpec): Guarded[] => {
  const {
    routes = [],
    streams = [],
    grpc = [],
    events = [],
    jobs = [],
    timers = [],
    portal,
  } = spec.contributes ?? {};
  return [
    ...routes.map(({ method, path, permission }) => ({
      what: `route ${method.toUpperCase()} ${path}`,
      permission,
      bySystem: false,
    })),
    ...streams.map(({ path, permission }) => ({
      what: `stream ${path}`,
      permission,
      bySystem: false,
    })),
    ...grpc.flatMap(({ service, methods }) =>
      Object.keys(service).map((name) => ({
        what: `gRPC method ${service[name]?.path ?? name}`,
        permission: methods[name]?.permission,
        bySystem: false,
      })),
    ),
    ...(portal?.pages ?? []).map(({ path, permission }) => ({
      what: `portal page ${path}`,
      permission,
      bySystem: false,
    })),
    ...events.map(({ contract, permission }) => ({
      what: `handler of ${contract.topic}`,
      permission,
      bySystem: true,
    })),
    ...jobs.map(({ name, permission }) => ({ what: `job ${name}`, permission, bySystem: true })),
    ...timers.map(({ name, permission }) => ({
      what: `timer ${name}`,
      permission,
      bySystem: true,
    })),
  ];
};

/** Every contribution stands behind a permission that the plugin itself declares. */
export const checkContributions = (spec: PluginSpec): readonly PluginFault[] =>
  guardedContributions(spec).flatMap(({ what, permission, bySystem }): PluginFault[] => {
    const fault = (cause: string, cure: string): PluginFault[] => [
      { plugin: spec.id, cause, cure },
    ];
    if (!permission) {
      return fault(`its ${what} has no permission`, `name one of the plugin's permissions in it`);
    }
    const declared = spec.permissions?.[permission];
    if (!declared) {
      return fault(
        `its ${what} wants the permission '${permission}', which the plugin does not declare`,
        `declare '${permission}' under 'permissions'`,
      );
    }
    if (bySystem && !declared.roles.includes('service')) {
      return fault(
        `its ${what} wants the permission '${permission}', which the role 'service' does not have`,
        `grant '${permission}' to 'service', or name another permission`,
      );
    }
    return [];
  });
