import { suggestion } from '../errors/nearest.js';
import type { PluginSpec } from './define-plugin.js';
import { type Extension, ownerOf } from './extension-point.js';
import type { PluginFault } from './plugin-fault.js';

/**
 * Extension points and exports belong to the plugin that they are named after, and what extends a point depends on its owner.
 * An owner that is required and not installed is a fault of its own.
 */
export const checkExtensions = (
  spec: PluginSpec,
  all: readonly PluginSpec[],
): readonly PluginFault[] => [
  ...doublyNamed(spec),
  ...foreignNames(spec),
  ...repeatedPoints(spec),
  ...(spec.extends ?? []).flatMap((extension) => extensionFaults(spec, extension, all)),
];

const doublyNamed = ({ id, dependsOn }: PluginSpec): PluginFault[] =>
  (dependsOn?.optional ?? [])
    .filter((other) => dependsOn?.required?.includes(other))
    .map((other) => ({
      plugin: id,
      cause: `it depends on '${other}' both as required and as optional`,
      cure: `name '${other}' in one of them`,
    }));

const foreignNames = (spec: PluginSpec): PluginFault[] => {
  const named = [
    ...(spec.extensionPoints ?? []).map(({ id }) => ({ id, what: 'extension point' })),
    ...(spec.exports ?? []).map(({ id }) => ({ id, what: 'export' })),
  ];
  return named
    .filter((one) => ownerOf(one) !== spec.id)
    .map(({ id, what }) => ({
      plugin: spec.id,
      cause: `its ${what} '${id}' is outside its own name space`,
      cure: `name it '${spec.id}.${id.slice(id.indexOf('.') + 1)}'`,
    }));
};

const repeatedPoints = ({ id: plugin, extensionPoints = [] }: PluginSpec): PluginFault[] =>
  [...Map.groupBy(extensionPoints, ({ id }) => id)]
    .filter(([, same]) => same.length > 1)
    .map(([id]) => ({
      plugin,
      cause: `it declares the extension point '${id}' more than once`,
      cure: 'declare it once',
    }));

const extensionFaults = (
  { id: plugin, dependsOn = {} }: PluginSpec,
  { point, optional }: Extension,
  all: readonly PluginSpec[],
): PluginFault[] => {
  const owner = ownerOf(point);
  const isOptional = dependsOn.optional?.includes(owner) === true;
  if (owner !== plugin && !isOptional && dependsOn.required?.includes(owner) !== true) {
    return [
      {
        plugin,
        cause: `it extends '${point.id}', but does not depend on '${owner}'`,
        cure: `add '${owner}' to 'dependsOn.required', or to 'dependsOn.optional' and extend with { optional: true }`,
      },
    ];
  }
  if (isOptional && !optional) {
    return [
      {
        plugin,
        cause: `it extends '${point.id}' in any case, but '${owner}' is an optional dependency`,
        cure: `extend with { optional: true }, or add '${owner}' to 'dependsOn.required' instead`,
      },
    ];
  }
  const declared = all.find(({ id }) => id === owner)?.extensionPoints?.map(({ id }) => id);
  const isInstalled = all.some(({ id }) => id === owner);
  if (!isInstalled || declared?.includes(point.id)) return [];
  return [
    {
      plugin,
      cause: `it extends '${point.id}', which '${owner}' does not declare`,
      cure: `correct the id (${suggestion(point.id, declared ?? [])}), or install a version of '${owner}' that declares it`,
    },
  ];
};
