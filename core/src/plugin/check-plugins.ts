import semver from 'semver';
import { isRole, roles } from '../auth/principal.js';
import { checkJobs } from '../jobs/check-jobs.js';
import { checkPluginConfig } from '../plugin-config/check-plugin-config.js';
import { checkSettings } from '../settings/check-settings.js';
import { checkCollisions } from './check-collisions.js';
import { checkContributions } from './check-contributions.js';
import { checkExtensions } from './check-extensions.js';
import { checkSharedNames } from './check-shared-names.js';
import { checkMigrations } from './conformance/check-migrations.js';
import { checkRoutes } from './conformance/check-routes.js';
import { checkTranslations } from './conformance/check-translations.js';
import { enablements, type Plugin, type PluginSpec } from './define-plugin.js';
import { dependencyOrder } from './dependency-order.js';
import { type PluginFault, PluginFaultsError } from './plugin-fault.js';
import { isKebabCase } from './word-case.js';

/**
 * Checks all definitions together, before anything of them runs.
 * @returns the plugins in the order in which they start.
 * @throws PluginFaultsError with every fault found.
 */
export const checkPlugins = (
  plugins: readonly Plugin[],
  hostVersion: string,
): readonly PluginSpec[] => {
  const specs = plugins.map(({ spec }) => spec);
  const { order, faults: cycles } = dependencyOrder(specs);
  const faults = [
    ...duplicateIds(specs),
    ...specs.flatMap((spec) => [
      ...checkIdentity(spec, hostVersion),
      ...missingDependencies(spec, specs),
      ...checkContributions(spec),
      ...checkRoutes(spec),
      ...checkMigrations(spec),
      ...checkTranslations(spec),
      ...checkJobs(spec, new Date()),
      ...checkSettings(spec),
      ...checkExtensions(spec, specs),
      ...checkSharedNames(spec),
    ]),
    ...checkPluginConfig(specs),
    ...checkCollisions(specs),
    ...cycles,
  ];
  if (faults.length > 0) throw new PluginFaultsError(faults);
  return order;
};

const duplicateIds = (specs: readonly PluginSpec[]): PluginFault[] =>
  [...Map.groupBy(specs, ({ id }) => id)]
    .filter(([, same]) => same.length > 1)
    .map(([id, same]) => ({
      plugin: id,
      cause: `${same.length} plugins have this id`,
      cure: 'remove all but one from the list of plugins',
    }));

const checkIdentity = (spec: PluginSpec, hostVersion: string): PluginFault[] => {
  const faults: PluginFault[] = [];
  const add = (cause: string, cure: string): number =>
    faults.push({ plugin: spec.id, cause, cure });
  if (!isKebabCase(spec.id)) {
    add(`its id '${spec.id}' is not kebab-case`, `name it with lower-case words joined by '-'`);
  }
  if (!semver.valid(spec.version)) {
    add(
      `its version '${spec.version}' is not a semantic version`,
      `write it as 'major.minor.patch'`,
    );
  }
  if (!semver.validRange(spec.host)) {
    add(`its host range '${spec.host}' is not a semver range`, `write it as '^${hostVersion}'`);
  } else if (!semver.satisfies(hostVersion, spec.host, { includePrerelease: true })) {
    add(
      `it needs a host of version '${spec.host}', and this host is ${hostVersion}`,
      `install a version of the plugin for ${hostVersion}, or a host of '${spec.host}'`,
    );
  }
  if (!enablements.includes(spec.enablement)) {
    add(
      `its enablement '${spec.enablement}' is unknown`,
      `choose one of ${enablements.join(', ')}`,
    );
  }
  for (const [permission, granted] of Object.entries(spec.permissions ?? {})) {
    for (const role of granted.roles.filter((name): boolean => !isRole(name))) {
      add(
        `its permission '${permission}' is granted to the unknown role '${role}'`,
        `choose among ${roles.join(', ')}`,
      );
    }
    if (!permission.startsWith(`${spec.id}.`)) {
      add(
        `its permission '${permission}' is outside its own name space`,
        `name it '${spec.id}.${permission}'`,
      );
    }
  }
  for (const { id } of spec.exports ?? []) {
    if (!(spec.bindings ?? []).some((binding) => 'ref' in binding && binding.ref.id === id)) {
      add(
        `it exports '${id}' but binds nothing to it`,
        `add { ref, to } for '${id}' to 'bindings'`,
      );
    }
  }
  return faults;
};

const missingDependencies = (spec: PluginSpec, all: readonly PluginSpec[]): PluginFault[] =>
  (spec.dependsOn?.required ?? [])
    .filter((id) => !all.some((other) => other.id === id))
    .map((id) => ({
      plugin: spec.id,
      cause: `it requires the plugin '${id}', which is not installed`,
      cure: `add '${id}' to the list of plugins, or remove '${spec.id}'`,
    }));
