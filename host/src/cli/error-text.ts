import { inspect } from 'node:util';
import { redactText } from '@promenade/core/host';
import { ConfigError } from '../config/config-error.js';
import { OperatorError } from '../operator-error.js';

/**
 * An error as an operator reads it: what is wrong and what to do, without a stack trace and without credentials.
 * @param options.verbose adds the whole error with its causes
 */
export const errorText = (error: unknown, { verbose }: { readonly verbose: boolean }): string => {
  const text = shortText(error);
  return verbose ? `${text}\n${redactText(inspect(error, { depth: 4 }))}` : text;
};

/** Errors whose message says what is wrong and how it is mended; by name, since they come from other packages. */
const selfExplaining = new Set([
  'PluginFaultsError',
  'PortTakenError',
  'DataDirInUseError',
  'SchemaRegistrationError',
  'PluginConfigError',
]);

/** Whether an error's text says all that is needed to mend it. */
export const isForOperator = (error: unknown): boolean =>
  error instanceof OperatorError ||
  error instanceof ConfigError ||
  (error instanceof Error && selfExplaining.has(error.name));

const shortText = (error: unknown): string => {
  if (error instanceof OperatorError) return `${error.message}.\n${error.cure}`;
  if (error instanceof ConfigError) {
    const count = error.faults.length;
    return `${count === 1 ? 'a setting is' : `${count} settings are`} wrong:\n${indented(error.message)}`;
  }
  if (isForOperator(error)) return reasonOf(error);
  return `${reasonOf(error)}\nRun it again with --verbose for the details.`;
};

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');

/** A connection that was refused on several addresses is an AggregateError without a message. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(reasonOf).join('; ');
  }
  return Error.isError(error) ? error.message : String(error);
};
