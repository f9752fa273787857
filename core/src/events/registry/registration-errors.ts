import type { EventContract } from '@promenade/proto';
import type { SchemaRefusedError } from './registry-errors.js';

/** The schemas of an installation cannot be agreed on with its registry: what is wrong, and what the operator does. */
export class SchemaRegistrationError extends Error {
  override readonly name = 'SchemaRegistrationError';

  /** @param problem without a full stop at its end */
  constructor(problem: string, cure: string, options?: ErrorOptions) {
    super(`${problem}.\n${cure}`, options);
  }
}

/** @param missing topics, and the plugins that name them */
export const notRegistered = (missing: readonly string[], cause: Error): SchemaRegistrationError =>
  new SchemaRegistrationError(
    `the schema registry is needed and cannot be used: ${cause.message}. Not registered yet: ${missing.join('; ')}`,
    "Start the registry, or correct 'schemas.registry_url' and its name and password. A start without it works once the schemas of all plugins are registered.",
    { cause },
  );

export const changedId = (
  { topic }: EventContract<unknown>,
  { known, now, url }: { readonly known: number; readonly now: number; readonly url: string },
): SchemaRegistrationError =>
  new SchemaRegistrationError(
    `the schema registry at ${url} keeps the schema of '${topic}' under the id ${now}, and this installation writes it as ${known}: it is another registry, or one that lost its data`,
    "Give the registry that it was ('schemas.registry_url'), or restore its data. Where no topic and no outbox holds records with the old ids any more, stop all hosts and empty promenade.event_schema.",
  );

/** A plugin's schema was refused: the plugin cannot run. */
export const refusedFor = (
  topic: string,
  pluginId: string,
  { reason }: SchemaRefusedError,
  options: ErrorOptions,
): Error =>
  new Error(
    `the schema registry refuses the schema of '${topic}', which plugin '${pluginId}' names: ${reason}`,
    options,
  );
