import type { PluginSpec } from '../plugin/define-plugin.js';
import type { PluginFault } from '../plugin/plugin-fault.js';
import { isSnakeCase } from '../plugin/word-case.js';
import { type ConfigField, configFieldsOf } from './config-field.js';

/** Every plugin's configuration can be given by the file and by the environment. */
export const checkPluginConfig = (specs: readonly PluginSpec[]): readonly PluginFault[] => {
  const fields = [...new Map(specs.map((spec) => [spec.id, spec])).values()].flatMap(
    configFieldsOf,
  );
  return [...fields.flatMap(fieldFaults), ...sharedVariables(fields)];
};

const fieldFaults = (field: ConfigField): PluginFault[] => {
  const faults: PluginFault[] = [];
  const add = (cause: string, cure: string): number =>
    faults.push({ plugin: field.plugin, cause: `its config field '${field.name}' ${cause}`, cure });
  if (!isSnakeCase(field.name)) {
    add('is not snake_case', `name it with lower-case words joined by '_'`);
  }
  if (field.kind === undefined) {
    add(
      'is of a type that the environment cannot give',
      'make it a string, a number, a boolean, an enum or a list of strings',
    );
  }
  if (field.isSecret && field.kind !== 'text') {
    add('is a secret that is no string', 'make it a string');
  }
  if (field.isSecret && field.default !== undefined) {
    add('is a secret with a default', 'remove the default, or make it no secret');
  }
  return faults;
};

/** `a` with `b_c` and `a-b` with `c` would be given by one variable. */
const sharedVariables = (fields: readonly ConfigField[]): PluginFault[] =>
  [...Map.groupBy(fields, ({ variable }) => variable)].flatMap(([variable, [first, ...others]]) =>
    others.map(({ plugin, name }) => ({
      plugin,
      cause: `its config field '${name}' is given by ${variable}, as is '${first?.name}' of '${first?.plugin}'`,
      cure: 'rename one of the fields',
    })),
  );
