/** The registry gives no answer that can be used: it is away, busy, or refuses the caller. The same call may work later. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
}

/** The registry does not take a schema: it is incompatible with an earlier one of the subject, or not valid. */
export class SchemaRefusedError extends Error {
  override readonly name = 'SchemaRefusedError';

  constructor(
    readonly subject: string,
    /** The registry's own words. */
    readonly reason: string,
  ) {
    super(`the schema registry refuses the schema for '${subject}': ${reason}`);
  }
}
